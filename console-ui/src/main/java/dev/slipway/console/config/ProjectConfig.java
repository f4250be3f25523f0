package dev.slipway.console.config;

import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.DeployConfig;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.ProjectConfigApi;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.api.deployments.DeploymentView;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Variables of all apps of one project. */
record ProjectConfig(
    ProjectConfigApi api, ConfigRolloutApi rollouts, UUID id, Predicate<String> rights)
    implements ConfigPlace {
  @Override
  public ConfigLevel level() {
    return ConfigLevel.PROJECT;
  }

  @Override
  public boolean may(String permission) {
    return rights.test(permission);
  }

  @Override
  public ConfigView list() {
    return api.list(id);
  }

  @Override
  public VariableView set(String key, SetVariable request) {
    return api.set(id, key, request, null);
  }

  @Override
  public void remove(String key) {
    api.remove(id, key, null);
  }

  @Override
  public ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
    return api.importEnv(id, request, ifMatch);
  }

  @Override
  public List<ConfiguredApp> apps() {
    return rollouts.ofProject(id);
  }

  @Override
  public List<UUID> deploy(List<UUID> apps) {
    return rollouts.deployProject(id, new DeployConfig(apps)).stream()
        .map(DeploymentView::id)
        .toList();
  }
}
