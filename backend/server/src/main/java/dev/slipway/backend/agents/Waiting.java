package dev.slipway.backend.agents;

import dev.slipway.backend.agents.Reach.Traffic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Pods of which it is not written down yet that requests go there, or that none do any more: each
 * with the generation in which nodes were told so.
 */
final class Waiting {
  /**
   * @param endpoint whether it should be routed to
   * @param since nodes that acknowledged this generation know it
   */
  record Pod(boolean endpoint, long since) {}

  private final Map<UUID, Map<UUID, Pod>> apps = new HashMap<>();

  /** Nodes are about to be told of the app; what they were told before keeps its generation. */
  void told(UUID app, List<Traffic> traffic, long generation) {
    Map<UUID, Pod> before = apps.getOrDefault(app, Map.of());
    var now = new HashMap<UUID, Pod>();
    for (Traffic pod : traffic) {
      if (pod.endpoint() != pod.routed()) {
        Pod old = before.get(pod.pod());
        now.put(
            pod.pod(),
            old != null && old.endpoint() == pod.endpoint()
                ? old
                : new Pod(pod.endpoint(), generation));
      }
    }
    if (now.isEmpty()) {
      apps.remove(app);
    } else {
      apps.put(app, now);
    }
  }

  void forget(Collection<UUID> pods) {
    if (!pods.isEmpty()) {
      var forgotten = Set.copyOf(pods);
      apps.values().forEach(app -> app.keySet().removeAll(forgotten));
      apps.values().removeIf(Map::isEmpty);
    }
  }

  Map<UUID, Map<UUID, Pod>> apps() {
    return apps;
  }
}
