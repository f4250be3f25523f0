package dev.slipway.backend.reconcile;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes what every reader of the change log has long seen. */
@Component
class ChangeLogSweeper implements Reconciler {
  private final SweepRepository changes;

  ChangeLogSweeper(SweepRepository changes) {
    this.changes = changes;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int removed = changes.removeOld(epoch);
    return new Progress(removed, removed);
  }
}
