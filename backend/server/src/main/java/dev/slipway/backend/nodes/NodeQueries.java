package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodeMemoryView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.backend.events.NodeHistory;
import dev.slipway.backend.kernel.Growth;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Nodes for operators. */
@Service
@Transactional(readOnly = true)
class NodeQueries {
  private static final int EVENTS = 50;
  private static final Duration LOOKED_AT = Duration.ofDays(1);

  private final NodeViewRepository nodes;
  private final NodePodRepository pods;
  private final NodeMemoryRepository memory;
  private final NodeHistory history;
  private final InstantSource clock;

  NodeQueries(
      NodeViewRepository nodes,
      NodePodRepository pods,
      NodeMemoryRepository memory,
      NodeHistory history,
      InstantSource clock) {
    this.nodes = nodes;
    this.pods = pods;
    this.memory = memory;
    this.history = history;
    this.clock = clock;
  }

  public List<NodeView> list() {
    return nodes.list();
  }

  public NodeDetailView detail(NodeId node) {
    NodeViewRepository.Node found = nodes.find(node).orElseThrow(() -> Problem.notFound("node"));
    return new NodeDetailView(
        found.view(),
        found.podCidr(),
        found.certificateExpiresAt(),
        memory(found),
        pods.of(node),
        history.newest(node, EVENTS),
        found.view().version());
  }

  private NodeMemoryView memory(NodeViewRepository.Node node) {
    long total = node.view().memoryBytes();
    Long free = node.memoryFree();
    return new NodeMemoryView(
        total, free == null ? null : Long.valueOf(Math.max(0, total - free)), forecast(node));
  }

  private NodeMemoryView.@Nullable Forecast forecast(NodeViewRepository.Node node) {
    Instant now = clock.instant();
    return Growth.of(memory.since(new NodeId(node.view().id()), now.minus(LOOKED_AT)))
        .map(growth ->
            new NodeMemoryView.Forecast(
                growth.fullAt(),
                growth.bytesPerDay(),
                "Memory is used up in %s if it goes on like this.".formatted(growth.in(now))))
        .orElse(null);
  }
}
