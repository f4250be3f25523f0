package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.ToAgent;
import java.util.Set;

/** The open streams of agents to this process. Implemented by the agents module; faked in tests. */
public interface NodeLink {
  Set<NodeId> connected();

  /**
   * False when the node's stream does not end here or cannot take more now: try again when it
   * returns.
   */
  boolean send(NodeId node, ToAgent message);
}
