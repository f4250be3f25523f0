package dev.slipway.backend.deployments;

import static dev.slipway.backend.security.Permission.CONFIG_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.config.ConfigRolloutApi;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.config.DeployConfig;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.config.ConfigStatus;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConfigRolloutController implements ConfigRolloutApi {
  private final Authorizer authorizer;
  private final ConfigStatus status;
  private final ConfigRollout rollout;

  ConfigRolloutController(Authorizer authorizer, ConfigStatus status, ConfigRollout rollout) {
    this.authorizer = authorizer;
    this.status = status;
    this.rollout = rollout;
  }

  @Override
  public List<ConfiguredApp> ofOrganization(UUID organization) {
    return rollout.views(in(organization, CONFIG_READ));
  }

  @Override
  public List<ConfiguredApp> ofProject(UUID project) {
    return rollout.views(inProject(project, CONFIG_READ));
  }

  @Override
  public List<ConfiguredApp> ofEnvironment(UUID environment) {
    return rollout.views(inEnvironment(environment, CONFIG_READ));
  }

  @Override
  public ConfiguredApp ofApp(UUID app) {
    return rollout.view(status.of(authorizer.app(new AppId(app), CONFIG_READ)));
  }

  @Override
  public List<DeploymentView> deployOrganization(UUID organization, DeployConfig request) {
    return rollout.deploy(in(organization, DEPLOYMENTS_WRITE), request.apps());
  }

  @Override
  public List<DeploymentView> deployProject(UUID project, DeployConfig request) {
    return rollout.deploy(inProject(project, DEPLOYMENTS_WRITE), request.apps());
  }

  @Override
  public List<DeploymentView> deployEnvironment(UUID environment, DeployConfig request) {
    return rollout.deploy(inEnvironment(environment, DEPLOYMENTS_WRITE), request.apps());
  }

  private List<ConfigStatus.Of> in(UUID organization, Permission right) {
    return status.in(authorizer.organization(new OrganizationId(organization), right));
  }

  private List<ConfigStatus.Of> inProject(UUID project, Permission right) {
    return status.in(authorizer.project(new ProjectId(project), right));
  }

  private List<ConfigStatus.Of> inEnvironment(UUID environment, Permission right) {
    return status.in(authorizer.environment(new EnvironmentId(environment), right));
  }
}
