package dev.slipway.backend.signin;

import java.time.Duration;
import java.time.Instant;

/** How long to wait after so many failures. */
final class Backoff {
  private static final int FREE = 5;
  private static final int FREE_EVERYWHERE = 20;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int PER_MINUTE = 20;
  private static final int PER_SECOND = 50;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Backoff() {}

  /** Attempts so far and when the last one was. */
  record Tries(int count, Instant lastAt) {
    static Tries none(Instant now) {
      return new Tries(0, now);
    }
  }

  /**
   * For one account from one network: five are free, then the pause doubles from two seconds to a
   * quarter hour.
   */
  static Duration forAccount(Tries tries, Instant now) {
    return afterFree(FREE, tries, now);
  }

  /**
   * For one account from everywhere else. More are free: one network alone, slowed down as it is,
   * takes hours to use them up.
   */
  static Duration forAccountEverywhere(Tries tries, Instant now) {
    return afterFree(FREE_EVERYWHERE, tries, now);
  }

  /** For one network, whatever the accounts. */
  static Duration forNetwork(Tries tries, Instant now) {
    return tries.count() < PER_MINUTE ? Duration.ZERO : rest(tries.lastAt().plus(MINUTE), now);
  }

  /** For everybody together: hashing passwords takes the machine's time. */
  static Duration forEverybody(Tries tries, Instant now) {
    return tries.count() < PER_SECOND ? Duration.ZERO : rest(tries.lastAt().plus(SECOND), now);
  }

  static Tries nextForAccount(Tries tries, Instant now) {
    return new Tries(forgotten(tries, now) ? 1 : tries.count() + 1, now);
  }

  static Tries nextForNetwork(Tries tries, Instant now) {
    return nextInWindow(tries, MINUTE, now);
  }

  static Tries nextForEverybody(Tries tries, Instant now) {
    return nextInWindow(tries, SECOND, now);
  }

  /** The window begins with its first attempt. */
  private static Tries nextInWindow(Tries tries, Duration window, Instant now) {
    boolean over = !tries.lastAt().plus(window).isAfter(now);
    return over || tries.count() == 0
        ? new Tries(1, now)
        : new Tries(tries.count() + 1, tries.lastAt());
  }

  private static Duration afterFree(int free, Tries tries, Instant now) {
    if (tries.count() < free || forgotten(tries, now)) {
      return Duration.ZERO;
    }
    int doublings = Math.min(tries.count() - free + 1, 10);
    Duration pause = Duration.ofSeconds(1L << doublings);
    return rest(tries.lastAt().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause), now);
  }

  private static boolean forgotten(Tries tries, Instant now) {
    return tries.lastAt().plus(FORGOTTEN_AFTER).isBefore(now);
  }

  private static Duration rest(Instant until, Instant now) {
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }
}
