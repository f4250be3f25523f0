package dev.slipway.backend.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run's counters.
 *
 * @param failuresInARow since the last success: the pause before the next pod grows with them
 */
record Counters(int succeeded, int failed, int failuresInARow, @Nullable Instant lastFailure) {
  Counters oneSucceeded() {
    return new Counters(succeeded + 1, failed, 0, null);
  }

  Counters oneFailed(Instant at) {
    return new Counters(succeeded, failed + 1, failuresInARow + 1, at);
  }
}
