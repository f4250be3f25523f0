package dev.slipway.backend.limits;

import java.time.Duration;

/**
 * What a limit says of one request.
 *
 * @param remaining how many more would be let through at once
 * @param fullAfter until all of the limit is there again
 * @param retryAfter until one is let through; zero for one that was
 */
public record Verdict(
    Limit limit, boolean admitted, int remaining, Duration fullAfter, Duration retryAfter) {

  /**
   * @param used how far ahead of now the limit is used up
   */
  static Verdict of(Limit limit, boolean admitted, Duration used) {
    Duration left = limit.window().minus(used);
    long remaining = left.isNegative() ? 0 : left.toNanos() / limit.interval().toNanos();
    Duration wait = used.plus(limit.interval()).minus(limit.window());
    return new Verdict(
        limit,
        admitted,
        Math.toIntExact(remaining),
        used.isNegative() ? Duration.ZERO : used,
        admitted || wait.isNegative() ? Duration.ZERO : wait);
  }
}
