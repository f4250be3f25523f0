package dev.slipway.console.config;

import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.config.ConfigApi;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.DeployConfig;
import dev.slipway.api.config.EnvironmentConfigApi;
import dev.slipway.api.config.OrganizationConfigApi;
import dev.slipway.api.config.ProjectConfigApi;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.console.config.ConfigPlace.Apps;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The four levels, each by its own interface and with what its reader may there. */
@SpringComponent
public class ConfigPlaces {
  private final ConfigApi apps;
  private final EnvironmentConfigApi environments;
  private final ProjectConfigApi projects;
  private final OrganizationConfigApi organizations;
  private final ConfigRolloutApi rollouts;
  private final DeploymentsApi deployments;
  private final AccessApi access;

  ConfigPlaces(
      ConfigApi apps,
      EnvironmentConfigApi environments,
      ProjectConfigApi projects,
      OrganizationConfigApi organizations,
      ConfigRolloutApi rollouts,
      DeploymentsApi deployments,
      AccessApi access) {
    this.apps = apps;
    this.environments = environments;
    this.projects = projects;
    this.organizations = organizations;
    this.rollouts = rollouts;
    this.deployments = deployments;
    this.access = access;
  }

  public ConfigPlace app(UUID id) {
    return new ConfigPlace(
        ConfigLevel.APP,
        id,
        apps,
        access.ofApp(id)::may,
        new Apps(
            () -> List.of(rollouts.ofApp(id)),
            _ -> List.of(deployments.deploy(id, Deploy.reconfigured()).id())));
  }

  public ConfigPlace environment(UUID id) {
    return new ConfigPlace(
        ConfigLevel.ENVIRONMENT,
        id,
        environments,
        access.ofEnvironment(id)::may,
        new Apps(
            () -> rollouts.ofEnvironment(id),
            some -> ids(rollouts.deployEnvironment(id, new DeployConfig(some)))));
  }

  public ConfigPlace project(UUID id) {
    return new ConfigPlace(
        ConfigLevel.PROJECT,
        id,
        projects,
        access.ofProject(id)::may,
        new Apps(
            () -> rollouts.ofProject(id),
            some -> ids(rollouts.deployProject(id, new DeployConfig(some)))));
  }

  /**
   * @param rights what the role in the organization may
   */
  public ConfigPlace organization(UUID id, Predicate<String> rights) {
    return new ConfigPlace(
        ConfigLevel.ORGANIZATION,
        id,
        organizations,
        rights,
        new Apps(
            () -> rollouts.ofOrganization(id),
            some -> ids(rollouts.deployOrganization(id, new DeployConfig(some)))));
  }

  private static List<UUID> ids(List<DeploymentView> begun) {
    return begun.stream().map(DeploymentView::id).toList();
  }
}
