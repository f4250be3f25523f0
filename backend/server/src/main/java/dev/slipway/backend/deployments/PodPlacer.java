package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.Placer.Placed;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds a machine for every pod that has none. */
@Component
class PodPlacer implements Reconciler {
  private final Placer placer;

  PodPlacer(Placer placer) {
    this.placer = placer;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("pod", "node", "volume");
  }

  @Override
  public Progress reconcile(long epoch) {
    Placed placed = placer.place(epoch);
    if (placed.placed() > 0) {
      CrashPoint.here("deployment.pods-placed");
    }
    return new Progress(placed.looked(), placed.placed());
  }
}
