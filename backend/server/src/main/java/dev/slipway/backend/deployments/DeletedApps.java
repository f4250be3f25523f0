package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.backend.builds.BuildService;
import dev.slipway.backend.deployments.DeploymentOrderRepository.Open;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppCompanion;
import dev.slipway.backend.workloads.AppLeftovers;
import java.time.InstantSource;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends what is under way for an app that is deleted, and stops its pods. */
@Component
@Order(10)
class DeletedApps implements AppCompanion, AppLeftovers {
  private final DeploymentOrderRepository deployments;
  private final BuildService builds;
  private final PodRepository pods;
  private final InstantSource clock;

  DeletedApps(
      DeploymentOrderRepository deployments,
      BuildService builds,
      PodRepository pods,
      InstantSource clock) {
    this.deployments = deployments;
    this.builds = builds;
    this.pods = pods;
    this.clock = clock;
  }

  @Override
  public void created(EnvironmentScope scope, App app) {
    // Nothing is deployed yet.
  }

  @Override
  public void deleted(AppScope scope) {
    deployments.lock(scope);
    for (Open open : deployments.open(scope)) {
      boolean _ =
          deployments.end(
              scope, open.id(), open.state(), State.CANCELED, Trouble.canceled(), clock.instant());
      if (open.build() != null) {
        builds.cancel(scope, open.build());
      }
    }
  }

  @Override
  @Transactional
  public boolean removed(long epoch, OrganizationId organization, AppId app) {
    List<Pod> running = pods.running(app);
    if (!running.isEmpty()) {
      int _ = pods.retire(epoch, running.stream().map(Pod::id).toList(), clock.instant());
      return false;
    }
    return !pods.any(app);
  }
}
