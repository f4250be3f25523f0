package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.Problem;
import java.time.Duration;

/**
 * How often one stream may say that its node is there. Ten times what agents are told to do: a
 * stream that stood still for a while may catch up, and one that floods us ends.
 */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int MOST = 100;

  private long began;
  private int count;

  /**
   * @param now of {@link System#nanoTime}
   * @throws Problem rate-limited
   */
  synchronized void step(long now) {
    if (count == 0 || now - began >= WINDOW.toNanos()) {
      began = now;
      count = 0;
    }
    count++;
    if (count > MOST) {
      throw Problem.rateLimited(
          "More than %d heartbeats in %d seconds. One a second is enough."
              .formatted(MOST, WINDOW.toSeconds()),
          WINDOW);
    }
  }
}
