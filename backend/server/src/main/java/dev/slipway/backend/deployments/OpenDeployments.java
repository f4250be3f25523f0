package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.nodes.StormGuard;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What there is to do, read apart from the doing. */
@Component
@Transactional(readOnly = true)
class OpenDeployments {
  private final DeploymentRepository deployments;
  private final RolloutAppRepository apps;
  private final StormGuard guard;

  OpenDeployments(DeploymentRepository deployments, RolloutAppRepository apps, StormGuard guard) {
    this.deployments = deployments;
    this.apps = apps;
    this.guard = guard;
  }

  /** Apps with a deployment that has not ended. */
  public List<AppId> apps() {
    return deployments.appsWithOpen();
  }

  /** Apps outside of a rollout whose pods are not the wanted ones. */
  public List<AppId> astray() {
    return apps.astray(guard.census().storm());
  }
}
