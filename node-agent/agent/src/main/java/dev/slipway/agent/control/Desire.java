package dev.slipway.agent.control;

import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import java.util.Map;

/**
 * What the pods of this node are to be made of.
 *
 * @param welcome says how to reach the built-in registry
 * @param disk how full the node may get, and which images stay
 */
public record Desire(
    Map<String, Pod> pods, Map<String, Network> networks, Welcome welcome, DiskRules disk) {
  /** Nothing is said of the disk. */
  public Desire(Map<String, Pod> pods, Map<String, Network> networks, Welcome welcome) {
    this(pods, networks, welcome, DiskRules.getDefaultInstance());
  }
}
