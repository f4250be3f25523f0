package dev.slipway.backend.reconcile;

import java.time.Duration;

/**
 * How long a reconciler that fails rests: a second, then twice as long each time, at most half a
 * minute.
 */
final class Backoff {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Backoff() {}

  /**
   * @param failures in a row, at least 1
   */
  static Duration after(int failures) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
