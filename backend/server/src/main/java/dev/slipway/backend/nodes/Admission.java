package dev.slipway.backend.nodes;

import java.util.Set;

/**
 * What a connection of a node is given.
 *
 * @param registryPassword for the built-in registry, valid until the node connects again; also what
 *     tells this connection from earlier ones
 */
public record Admission(String name, String podCidr, Set<NodeRole> roles, String registryPassword) {

  /** Without the password. */
  @Override
  public String toString() {
    return "Admission[" + name + ", " + podCidr + ", " + roles + "]";
  }
}
