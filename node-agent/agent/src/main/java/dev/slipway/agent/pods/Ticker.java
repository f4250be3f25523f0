package dev.slipway.agent.pods;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only goes forward at its own pace: somebody who sets the machine's clock must not make
 * pods look late or early.
 */
public final class Ticker implements InstantSource {
  private final Instant began = Instant.now();
  private final long from = System.nanoTime();

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - from);
  }
}
