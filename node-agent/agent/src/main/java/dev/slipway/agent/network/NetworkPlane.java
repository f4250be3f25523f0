package dev.slipway.agent.network;

import dev.slipway.protocol.Network;
import java.util.List;

/** The node's way of moving packets. */
public interface NetworkPlane {
  /**
   * Returns when every rule stands; called before pods of the same generation are started or ended.
   * Safe to repeat.
   */
  void apply(DesiredNetwork desired);

  /**
   * Makes the environment's bridge unless it stands.
   *
   * @return the engine's name of the network, for a pod's sandbox
   */
  String prepare(Network network);

  /** True when no request to that pod is under way through this node's ingress, or it has none. */
  boolean idle(String podAddress);

  /** Nothing is left of the pod at that address: connections to it are forgotten. */
  void released(String podAddress);

  /** Where pods ask for names; empty: as the engine has it. */
  List<String> nameservers();
}
