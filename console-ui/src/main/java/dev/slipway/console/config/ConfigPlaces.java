package dev.slipway.console.config;

import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.config.ConfigApi;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.ConfigView;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.DeployConfig;
import dev.slipway.api.config.EnvironmentConfigApi;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.ImportView;
import dev.slipway.api.config.OrganizationConfigApi;
import dev.slipway.api.config.ProjectConfigApi;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.config.VariableView;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The four levels, each by its own interface. */
@SpringComponent
public class ConfigPlaces {
  private final ConfigApi apps;
  private final EnvironmentConfigApi environments;
  private final ProjectConfigApi projects;
  private final OrganizationConfigApi organizations;
  private final ConfigRolloutApi rollouts;
  private final DeploymentsApi deployments;

  ConfigPlaces(
      ConfigApi apps,
      EnvironmentConfigApi environments,
      ProjectConfigApi projects,
      OrganizationConfigApi organizations,
      ConfigRolloutApi rollouts,
      DeploymentsApi deployments) {
    this.apps = apps;
    this.environments = environments;
    this.projects = projects;
    this.organizations = organizations;
    this.rollouts = rollouts;
    this.deployments = deployments;
  }

  public ConfigPlace app(UUID id) {
    return new ConfigPlace() {
      @Override
      public ConfigLevel level() {
        return ConfigLevel.APP;
      }

      @Override
      public ConfigView list() {
        return apps.list(id);
      }

      @Override
      public VariableView set(String key, SetVariable request) {
        return apps.set(id, key, request, null);
      }

      @Override
      public void remove(String key) {
        apps.remove(id, key, null);
      }

      @Override
      public ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
        return apps.importEnv(id, request, ifMatch);
      }

      @Override
      public List<ConfiguredApp> apps() {
        return List.of(rollouts.ofApp(id));
      }

      @Override
      public List<UUID> deploy(List<UUID> apps) {
        return List.of(deployments.deploy(id, Deploy.reconfigured()).id());
      }
    };
  }

  public ConfigPlace environment(UUID id) {
    return new ConfigPlace() {
      @Override
      public ConfigLevel level() {
        return ConfigLevel.ENVIRONMENT;
      }

      @Override
      public ConfigView list() {
        return environments.list(id);
      }

      @Override
      public VariableView set(String key, SetVariable request) {
        return environments.set(id, key, request, null);
      }

      @Override
      public void remove(String key) {
        environments.remove(id, key, null);
      }

      @Override
      public ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
        return environments.importEnv(id, request, ifMatch);
      }

      @Override
      public List<ConfiguredApp> apps() {
        return rollouts.ofEnvironment(id);
      }

      @Override
      public List<UUID> deploy(List<UUID> apps) {
        return rollouts.deployEnvironment(id, new DeployConfig(apps)).stream()
            .map(DeploymentView::id)
            .toList();
      }
    };
  }

  public ConfigPlace project(UUID id) {
    return new ConfigPlace() {
      @Override
      public ConfigLevel level() {
        return ConfigLevel.PROJECT;
      }

      @Override
      public ConfigView list() {
        return projects.list(id);
      }

      @Override
      public VariableView set(String key, SetVariable request) {
        return projects.set(id, key, request, null);
      }

      @Override
      public void remove(String key) {
        projects.remove(id, key, null);
      }

      @Override
      public ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
        return projects.importEnv(id, request, ifMatch);
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
    };
  }

  public ConfigPlace organization(UUID id) {
    return new ConfigPlace() {
      @Override
      public ConfigLevel level() {
        return ConfigLevel.ORGANIZATION;
      }

      @Override
      public ConfigView list() {
        return organizations.list(id);
      }

      @Override
      public VariableView set(String key, SetVariable request) {
        return organizations.set(id, key, request, null);
      }

      @Override
      public void remove(String key) {
        organizations.remove(id, key, null);
      }

      @Override
      public ImportView importEnv(ImportEnv request, @Nullable String ifMatch) {
        return organizations.importEnv(id, request, ifMatch);
      }

      @Override
      public List<ConfiguredApp> apps() {
        return rollouts.ofOrganization(id);
      }

      @Override
      public List<UUID> deploy(List<UUID> apps) {
        return rollouts.deployOrganization(id, new DeployConfig(apps)).stream()
            .map(DeploymentView::id)
            .toList();
      }
    };
  }
}
