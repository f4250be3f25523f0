package dev.slipway.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waiting for a condition. A platform that restarts answers nothing for a while: that is no end.
 */
final class Patience {
  private Patience() {}

  static ConditionFactory within(Duration longest, String what) {
    return Awaitility.await(what)
        .atMost(longest)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions();
  }
}
