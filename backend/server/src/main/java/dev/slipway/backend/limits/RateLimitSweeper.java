package dev.slipway.backend.limits;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets who has been quiet long enough for it to make no difference. */
@Component
class RateLimitSweeper implements Reconciler {
  private final RateLimitRepository rows;

  RateLimitSweeper(RateLimitRepository rows) {
    this.rows = rows;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(5);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int forgotten = rows.forget(epoch);
    return new Progress(forgotten, forgotten);
  }
}
