package dev.slipway.agent.network;

import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.protocol.Network;
import java.util.Locale;

/** The bridge of an environment on this node. */
record Bridge(String network, String device) {
  /** What the names of all our bridges begin with; rules name them by it. */
  static final String PREFIX = "slp";

  private static final int DIGITS = 12;

  /**
   * The last twelve digits of the environment's id: those are random, while the first ones are the
   * time, the same for environments made together.
   */
  static Bridge of(String environmentId) {
    String hex = environmentId.replace("-", "").toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{" + DIGITS + ",}")) {
      throw new IllegalArgumentException("'" + environmentId + "' is no id of an environment.");
    }
    String last = hex.substring(hex.length() - DIGITS);
    return new Bridge(PREFIX + "-" + last, PREFIX + last);
  }

  /** Of the network of that name. */
  static String device(String network) {
    return network.replace(PREFIX + "-", PREFIX);
  }

  static NetworkSpec spec(Network network) {
    Bridge bridge = of(network.getId());
    return new NetworkSpec(bridge.network, bridge.device, new Cidr(network.getSubnet()).value());
  }
}
