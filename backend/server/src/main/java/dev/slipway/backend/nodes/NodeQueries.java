package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.backend.events.NodeHistory;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Nodes for operators. */
@Service
@Transactional(readOnly = true)
class NodeQueries {
  private static final int EVENTS = 50;

  private final NodeViewRepository nodes;
  private final NodePodRepository pods;
  private final NodeHistory history;

  NodeQueries(NodeViewRepository nodes, NodePodRepository pods, NodeHistory history) {
    this.nodes = nodes;
    this.pods = pods;
    this.history = history;
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
        pods.of(node),
        history.newest(node, EVENTS),
        found.view().version());
  }
}
