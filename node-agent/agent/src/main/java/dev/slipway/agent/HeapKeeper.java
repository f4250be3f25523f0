package dev.slipway.agent;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives back memory that was needed for a while. The collector lets its heap grow up to the limit
 * before it collects all of it, so what a flood of starts left behind would stay for good, and a
 * little more of it each hour. A collection takes some hundredths of a second.
 */
final class HeapKeeper {
  private static final Duration PERIOD = Duration.ofSeconds(30);

  /** More than the young generation holds: then at least a third of it has become old. */
  static final long WORTH_IT = 4L << 20;

  private final LongSupplier used;
  private final Runnable collect;
  private long least = -WORTH_IT;

  /**
   * @param used bytes of the heap with whatever nobody needs any more
   * @param collect takes that away
   */
  HeapKeeper(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  static HeapKeeper ofThisProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new HeapKeeper(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  /** Looks until interrupted. */
  void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    if (used.getAsLong() >= least + WORTH_IT) {
      collect.run();
      least = used.getAsLong();
    }
  }
}
