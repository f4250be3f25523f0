package dev.slipway.agent.network;

import java.util.concurrent.atomic.AtomicInteger;

/** How often in a row something failed that is tried again and again. */
final class Streak {
  // Once is a proxy that was slow or somebody else's change at the same moment.
  private static final int BROKEN = 2;

  private final AtomicInteger failures = new AtomicInteger();

  void count(Runnable attempt) {
    try {
      attempt.run();
      failures.set(0);
    } catch (RuntimeException e) {
      int _ = failures.incrementAndGet();
      throw e;
    }
  }

  /** Whether the last attempt failed. */
  boolean isFailing() {
    return failures.get() > 0;
  }

  boolean isBroken() {
    return failures.get() >= BROKEN;
  }
}
