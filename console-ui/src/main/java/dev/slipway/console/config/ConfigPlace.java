package dev.slipway.console.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.PlaceConfigApi;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something variables are set on, whichever level it is of. */
public final class ConfigPlace {
  private final ConfigLevel level;
  private final UUID id;
  private final PlaceConfigApi config;
  private final Predicate<String> rights;
  private final Apps apps;

  /**
   * @param affected the apps that get its variables
   * @param deploy rolls them out with the config of now; the deployments' ids
   */
  record Apps(Supplier<List<ConfiguredApp>> affected, Function<List<UUID>, List<UUID>> deploy) {}

  /**
   * @param rights whether the reader may, in the words of scopes, such as {@code config:write}
   */
  ConfigPlace(
      ConfigLevel level, UUID id, PlaceConfigApi config, Predicate<String> rights, Apps apps) {
    this.level = level;
    this.id = id;
    this.config = config;
    this.rights = rights;
    this.apps = apps;
  }

  ConfigLevel level() {
    return level;
  }

  boolean may(String permission) {
    return rights.test(permission);
  }

  ConfigView list() {
    return config.list(id);
  }

  VariableView set(String key, SetVariable request) {
    return config.set(id, key, request, null);
  }

  void remove(String key) {
    config.remove(id, key, null);
  }

  ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
    return config.importEnv(id, request, ifMatch);
  }

  List<ConfiguredApp> apps() {
    return apps.affected().get();
  }

  List<UUID> deploy(List<UUID> some) {
    return apps.deploy().apply(some);
  }
}
