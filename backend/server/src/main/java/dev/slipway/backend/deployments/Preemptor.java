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
  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final Preempting preempting;
  private volatile boolean busy = true;

  Preemptor(Preempting preempting) {
    this.preempting = preempting;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  /** While some wait, every change of any pod would begin another search. */
  @Override
  public Set<String> wakesOn() {
    return busy ? Set.of() : Set.of("pod");
  }

  @Override
  public Progress reconcile(long epoch) {
    Done done = preempting.step(epoch);
    busy = done.waiting() > 0;
    return new Progress(done.waiting(), done.changed());
  }
}
