package dev.slipway.backend.deployments;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.config.ConfigStatus;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deploys apps with the config of now. */
@Service
class ConfigRollout {
  private final Authorizer authorizer;
  private final DeploymentService deployments;
  private final DeploymentQueries queries;

  ConfigRollout(Authorizer authorizer, DeploymentService deployments, DeploymentQueries queries) {
    this.authorizer = authorizer;
    this.deployments = deployments;
    this.queries = queries;
  }

  List<ConfiguredApp> views(List<ConfigStatus.Of> apps) {
    return apps.stream().map(this::view).toList();
  }

  ConfiguredApp view(ConfigStatus.Of app) {
    return new ConfiguredApp(
        app.app().value(),
        app.slug(),
        app.projectSlug(),
        app.environmentSlug(),
        app.deployed(),
        app.outdated());
  }

  /**
   * All of them or none.
   *
   * @param named empty: those that run with another config
   */
  @Transactional
  public List<DeploymentView> deploy(List<ConfigStatus.Of> there, List<UUID> named) {
    Set<UUID> known = there.stream().map(app -> app.app().value()).collect(Collectors.toSet());
    if (!known.containsAll(named)) {
      throw Problem.notFound("app here");
    }
    var started = new ArrayList<DeploymentView>();
    for (ConfigStatus.Of app : there) {
      if (named.isEmpty() ? app.outdated() : named.contains(app.app().value())) {
        AppScope scope = authorizer.app(app.app(), DEPLOYMENTS_WRITE);
        DeploymentId id = deployments.deploy(scope, Deploy.reconfigured());
        started.add(queries.deployment(scope, id));
      }
    }
    return List.copyOf(started);
  }
}
