package dev.slipway.console.config;

import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.config.ConfigApi;
import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.EnvironmentConfigApi;
import dev.slipway.api.config.OrganizationConfigApi;
import dev.slipway.api.config.ProjectConfigApi;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.people.AccessApi;
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
    return new AppConfig(apps, rollouts, deployments, id, access.ofApp(id)::may);
  }

  public ConfigPlace environment(UUID id) {
    return new EnvironmentConfig(environments, rollouts, id, access.ofEnvironment(id)::may);
  }

  public ConfigPlace project(UUID id) {
    return new ProjectConfig(projects, rollouts, id, access.ofProject(id)::may);
  }

  /**
   * @param rights what the role in the organization may
   */
  public ConfigPlace organization(UUID id, Predicate<String> rights) {
    return new OrganizationConfig(organizations, rollouts, id, rights);
  }
}
