package dev.slipway.backend.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one connection was told of its desired set: the base of the next delta, and since which
 * generation each pod has been an endpoint or has not. Written by the assembler's thread only; the
 * acknowledgement comes from the stream's.
 */
final class Told {
  private @Nullable NodeSet last;
  private long first;
  private volatile long generation;
  private Map<UUID, Long> endpointSince = Map.of();
  private final Map<UUID, Long> withdrawnAt = new HashMap<>();
  private volatile long acknowledged;

  /** Null: nothing yet, or it lost the thread; it needs a complete set. */
  @Nullable NodeSet last() {
    return last;
  }

  long generation() {
    return generation;
  }

  void told(NodeSet set, Set<UUID> endpoints, long now) {
    var since = new HashMap<UUID, Long>();
    endpoints.forEach(pod -> since.put(pod, endpointSince.getOrDefault(pod, now)));
    if (first == 0) {
      first = now;
    }
    endpointSince.keySet().stream()
        .filter(pod -> !since.containsKey(pod))
        .forEach(pod -> withdrawnAt.put(pod, now));
    withdrawnAt.keySet().removeAll(endpoints);
    withdrawnAt.values().removeIf(at -> at < acknowledged);
    endpointSince = since;
    generation = now;
    last = set;
  }

  /** The next message has to be complete. */
  void lost() {
    last = null;
  }

  /** True when this is news. A generation never told is not believed. */
  boolean acknowledge(long applied) {
    if (applied <= acknowledged || applied > generation) {
      return false;
    }
    acknowledged = applied;
    return true;
  }

  boolean routes(UUID pod) {
    Long since = endpointSince.get(pod);
    return since != null && since <= acknowledged;
  }

  /** It has a set that does not contain the pod. */
  boolean leavesOut(UUID pod) {
    return first != 0
        && !endpointSince.containsKey(pod)
        && withdrawnAt.getOrDefault(pod, first) <= acknowledged;
  }
}
