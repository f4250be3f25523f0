package dev.slipway.agent.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Waits for what another thread brings about, as long as a slow machine may need for it. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(5);

  private Patience() {}

  /** Returns as soon as the condition holds; fails when it does not within the limit. */
  public static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(STEP)
        .until(condition::getAsBoolean);
  }
}
