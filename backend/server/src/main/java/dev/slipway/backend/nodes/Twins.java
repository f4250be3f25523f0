package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tells a second machine with a node's identity from an agent that was started again a moment
 * before its former stream ended: only the former is refused for long.
 */
final class Twins {
  /** While it lasts it is told again so often. */
  private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

  /** Who was not heard of for so long and comes again is refused for the first time. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private final LongSupplier nanos;
  private final Duration proven;
  private final Map<NodeId, Refused> refused = new ConcurrentHashMap<>();

  /**
   * @param nanos as of {@link System#nanoTime}
   */
  Twins(LongSupplier nanos, DetectionProperties detection) {
    this.nanos = nanos;
    // By then the one that is connected was heard again, or the other one was let in.
    this.proven = detection.suspectAfter().plus(detection.heartbeat());
  }

  private record Refused(String instance, long first, long last, long told) {}

  /** Called at every refusal; true when it is proven, and was not told lately. */
  boolean isOne(NodeId node, String instance) {
    long now = nanos.getAsLong();
    long never = now - TOLD_AGAIN.toNanos();
    var next = new boolean[1];
    refused.compute(
        node,
        (_, before) -> {
          if (before == null
              || !before.instance.equals(instance)
              || now - before.last > FORGOTTEN.toNanos()) {
            return new Refused(instance, now, now, never);
          }
          next[0] =
              now - before.first >= proven.toNanos() && now - before.told >= TOLD_AGAIN.toNanos();
          return new Refused(instance, before.first, now, next[0] ? now : before.told);
        });
    return next[0];
  }
}
