package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.NodeRole;
import dev.slipway.protocol.Peer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node as others see it.
 *
 * @param ready it answers; of silent ones no acknowledgement is waited for, they may be gone
 * @param peer how others reach its pods; null when it has no address for them
 */
record Machine(Set<NodeRole> roles, boolean ready, @Nullable Peer peer) {
  boolean isIngress() {
    return roles.contains(NodeRole.INGRESS);
  }
}
