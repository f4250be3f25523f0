package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Outside of rollouts, keeps as many pods of each app's current deployment as the app wants. Pods
 * on a machine that has not answered for long are replaced.
 */
@Component
class ReplicaReconciler implements Reconciler {
  private final OpenDeployments open;
  private final Rollouts rollouts;
  private final EachApp eachApp = new EachApp();

  ReplicaReconciler(OpenDeployments open, Rollouts rollouts) {
    this.open = open;
    this.rollouts = rollouts;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("app", "pod", "deployment", "node");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<AppId> astray = open.astray();
    return new Progress(
        astray.size(), eachApp.sum(astray, app -> rollouts.align(epoch, app).size()));
  }
}
