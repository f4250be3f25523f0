package dev.slipway.agent.control;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, and by chance, so that nodes spread. */
final class BackOff {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private int failures;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 10));
    failures++;
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
