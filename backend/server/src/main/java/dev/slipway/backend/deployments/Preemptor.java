package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.Preempting.Done;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes room for important pods that found no place. Apart from placing, which must not become
 * slower for everybody because of a few.
 */
@Component
class Preemptor implements Reconciler {
  private final Preempting preempting;

  Preemptor(Preempting preempting) {
    this.preempting = preempting;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(2);
  }

  /** Not on pods: while some wait, every change of any would begin another search. */
  @Override
  public Set<String> wakesOn() {
    return Set.of();
  }

  @Override
  public Progress reconcile(long epoch) {
    Done done = preempting.step(epoch);
    return new Progress(done.waiting(), done.changed());
  }
}
