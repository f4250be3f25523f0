package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Nodes that turned a build down because of their disk: they get no other before their figures have
 * had the time to say the same. In memory, since the replica that hears a node is also the one that
 * gives it builds.
 */
@Component
class FullDisks {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Map<NodeId, Instant> until = new ConcurrentHashMap<>();

  FullDisks(InstantSource clock) {
    this.clock = clock;
  }

  void told(NodeId node) {
    until.put(node, clock.instant().plus(LONG_ENOUGH));
  }

  boolean has(NodeId node) {
    until.values().removeIf(clock.instant()::isAfter);
    return until.containsKey(node);
  }
}
