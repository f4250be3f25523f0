package dev.slipway.backend.jobs;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes ended runs with what is known of their pods, by time and by number. */
@Component
class RunSweeper implements Reconciler {
  private final FinishedRunRepository runs;
  private final InstantSource clock;

  RunSweeper(FinishedRunRepository runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of();
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int gone = runs.forget(epoch, clock.instant());
    return new Progress(gone, gone);
  }
}
