package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.NodeEvictionRepository.Emptied;
import dev.slipway.backend.deployments.NodeEvictionRepository.OnTainted;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.PodId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Nodes that are emptied, nodes with taints that end pods, nodes that are short of memory, and pods
 * somebody restarts: which pods have to go.
 */
@Component
class NodeEvictions {
  private final NodeEvictionRepository nodes;
  private final Evictions evictions;
  private final MemoryPressure memory;
  private final EventLog events;
  private final InstantSource clock;

  NodeEvictions(
      NodeEvictionRepository nodes,
      Evictions evictions,
      MemoryPressure memory,
      EventLog events,
      InstantSource clock) {
    this.nodes = nodes;
    this.evictions = evictions;
    this.memory = memory;
    this.events = events;
    this.clock = clock;
  }

  record Done(int waiting, int changed) {}

  @Transactional
  public Done step(long epoch) {
    Instant now = clock.instant();
    int changed =
        drains(epoch, now)
            + taints(epoch, now)
            + memory.step(epoch, now)
            + evictions.evict(epoch, nodes.toRestart(), EvictReason.RESTART, now);
    return new Done(nodes.draining(), changed);
  }

  private int drains(long epoch, Instant now) {
    int changed =
        evictions.evict(epoch, nodes.toDrain(), EvictReason.DRAIN, now)
            + evictions.spare(epoch, nodes.notToDrain(), EvictReason.DRAIN)
            + evictions.end(epoch, nodes.overdue(now), now);
    List<Emptied> emptied = nodes.endDrains(epoch, now);
    emptied.forEach(node -> events.record(emptied(node)));
    return changed + emptied.size();
  }

  private int taints(long epoch, Instant now) {
    List<OnTainted> pods = nodes.onTainted();
    List<PodId> due =
        pods.stream().filter(pod -> !pod.marked() && due(pod, now)).map(OnTainted::id).toList();
    List<PodId> spared =
        pods.stream().filter(pod -> pod.marked() && !due(pod, now)).map(OnTainted::id).toList();
    return evictions.evict(epoch, due, EvictReason.TAINT, now)
        + evictions.spare(epoch, spared, EvictReason.TAINT);
  }

  private static boolean due(OnTainted pod, Instant now) {
    return TaintEviction.due(pod.taints(), pod.shape().tolerations())
        .filter(at -> !at.isAfter(now))
        .isPresent();
  }

  private static NewEvent emptied(Emptied node) {
    return new NewEvent(
        Severity.INFO,
        "NodeDrained",
        "Node %s is empty: %d pods have gone. It stays closed until somebody opens it."
            .formatted(node.name(), node.pods()),
        null,
        null,
        null,
        null,
        null,
        node.id());
  }
}
