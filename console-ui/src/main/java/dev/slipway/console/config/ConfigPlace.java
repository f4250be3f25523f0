package dev.slipway.console.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something variables are set on, whichever level it is of. */
public interface ConfigPlace {
  ConfigLevel level();

  /** Whether the reader may, in the words of scopes, such as {@code config:write}. */
  boolean may(String permission);

  ConfigView list();

  VariableView set(String key, SetVariable request);

  void remove(String key);

  ImportView importEnv(ImportEnv request, @Nullable String ifMatch);

  /** The apps that get these variables. */
  List<ConfiguredApp> apps();

  /** Rolls the apps out with the config of now; the deployments' ids. */
  List<UUID> deploy(List<UUID> apps);
}
