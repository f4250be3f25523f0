package dev.slipway.backend.limits;

import java.time.Duration;

/**
 * So many within so long. Whoever has been quiet may do all of them at once; after that one comes
 * free every {@link #interval}.
 *
 * @param name what is counted, in headers and keys
 */
public record Limit(String name, int amount, Duration window) {
  public Limit {
    if (amount < 1 || !window.isPositive()) {
      throw new IllegalArgumentException(
          "A limit of %d per %s lets nobody through. Set a number from 1."
              .formatted(amount, window));
    }
  }

  Duration interval() {
    return window.dividedBy(amount);
  }
}
