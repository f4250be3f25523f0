package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes every open deployment as far as it can go now. */
@Component
class DeploymentReconciler implements Reconciler {
  /** Pods become available and deadlines pass without a change that would wake us. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int MOST_STEPS = 20;

  private final OpenDeployments open;
  private final Rollouts rollouts;
  private final InstantSource clock;
  private final EachApp eachApp = new EachApp();
  private volatile boolean busy = true;
  private long ledEpoch = Long.MIN_VALUE;
  private Instant ledSince = Instant.EPOCH;

  DeploymentReconciler(OpenDeployments open, Rollouts rollouts, InstantSource clock) {
    this.open = open;
    this.rollouts = rollouts;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("deployment", "revision", "build", "pod", "app", "node");
  }

  @Override
  public Progress reconcile(long epoch) {
    if (epoch != ledEpoch) {
      ledEpoch = epoch;
      ledSince = clock.instant();
    }
    List<AppId> apps = open.apps();
    busy = !apps.isEmpty();
    return new Progress(apps.size(), eachApp.sum(apps, app -> advance(epoch, app)));
  }

  private int advance(long epoch, AppId app) {
    int changed = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      List<Stage> stages = rollouts.step(epoch, app, ledSince);
      stages.forEach(stage -> CrashPoint.here(stage.crashPoint()));
      changed += stages.size();
      if (stages.isEmpty()) {
        break;
      }
    }
    return changed;
  }
}
