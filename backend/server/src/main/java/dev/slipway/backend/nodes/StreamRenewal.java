package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;

/** Makes nodes say again what runs on them. Implemented by the agents module. */
public interface StreamRenewal {
  /** Ends the node's stream to this process, if there is one: it comes again with everything. */
  void renew(NodeId node);
}
