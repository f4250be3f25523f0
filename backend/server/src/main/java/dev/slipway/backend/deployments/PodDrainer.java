package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.Drainer.Drained;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Stops pods once nothing sends requests to them any more. */
@Component
class PodDrainer implements Reconciler {
  /** Draining ends by time as well, and no change wakes us then. */
  private static final Duration BUSY = Duration.ofMillis(500);

  private static final Duration IDLE = Duration.ofSeconds(15);

  private final Drainer drainer;
  private volatile boolean busy = true;

  PodDrainer(Drainer drainer) {
    this.drainer = drainer;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("pod");
  }

  @Override
  public Progress reconcile(long epoch) {
    Drained drained = drainer.drain(epoch);
    busy = drained.looked() > drained.stopped() + drained.forgotten();
    if (drained.stopped() > 0) {
      CrashPoint.here("deployment.old-stopped");
    }
    return new Progress(drained.looked(), drained.stopped() + drained.forgotten());
  }
}
