package dev.slipway.backend.webhooks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How much of a kind everybody may have dealt with at once: a token bucket each. What is beyond
 * waits in line, so that dealing with one's many leaves time for answering all.
 */
final class Shares<K> {
  private static final int MOST_KNOWN = 10_000;

  private final Map<K, Share> shares = new ConcurrentHashMap<>();
  private final int burst;
  private final long nanosEach;
  private final LongSupplier nanos;

  /**
   * @param burst that many at once, after a pause
   * @param each one more after so long
   * @param nanos of {@link System#nanoTime}
   */
  Shares(int burst, Duration each, LongSupplier nanos) {
    this.burst = burst;
    this.nanosEach = each.toNanos();
    this.nanos = nanos;
  }

  /**
   * @param full when the bucket is full again, by the clock of nanos
   */
  private record Share(long full) {}

  boolean take(K key) {
    long now = nanos.getAsLong();
    if (shares.size() >= MOST_KNOWN) {
      shares.values().removeIf(share -> share.full() - now <= 0);
    }
    var taken = new boolean[1];
    Share _ =
        shares.compute(
            key,
            (_, share) -> {
              long full = share == null || share.full() - now < 0 ? now : share.full();
              taken[0] = full - now <= (burst - 1) * nanosEach;
              return taken[0] ? new Share(full + nanosEach) : new Share(full);
            });
    return taken[0];
  }
}
