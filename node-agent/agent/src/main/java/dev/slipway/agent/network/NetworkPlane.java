package dev.slipway.agent.network;

import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
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

  /** False when pods that are not connected by the engine could not resolve names here. */
  boolean plugs();

  /**
   * Whether the pod's sandbox has its address, whoever connected it.
   *
   * @param pid of the sandbox's first process
   * @throws NetworkFailed if that cannot be told
   */
  boolean plugged(long pid, Pod pod) throws InterruptedException;

  /**
   * Gives a sandbox without a network the pod's address in its environment's bridge.
   *
   * @param pid of the sandbox's first process
   * @throws NetworkFailed if that could not be brought about
   */
  void plug(long pid, Network network, Pod pod) throws InterruptedException;

  /** True when no request to that pod is under way through this node's ingress, or it has none. */
  boolean idle(String podAddress);

  /** Nothing is left of the pod at that address: connections to it are forgotten. */
  void released(String podAddress);

  /** Where pods ask for names; empty: as the engine has it. */
  List<String> nameservers();
}
