package dev.slipway.backend.nodes;

import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.NodeId;

/** What is told of machines. */
final class NodeEvents {
  private NodeEvents() {}

  static NewEvent joined(NodeId node, NodeName name) {
    return event(node, Severity.INFO, "NodeJoined", "Node %s has joined.".formatted(name.value()));
  }

  static NewEvent changed(NodeId node, String name, NodeState to) {
    return switch (to) {
      case READY ->
          event(node, Severity.INFO, "NodeReady", "Node %s is connected.".formatted(name));
      case SUSPECT ->
          event(
              node,
              Severity.WARNING,
              "NodeSuspect",
              "Node %s has been silent for 3 seconds; nothing new is placed on it."
                  .formatted(name));
      case UNREACHABLE ->
          event(
              node,
              Severity.ERROR,
              "NodeUnreachable",
              ("Node %s has been silent for 8 seconds; what runs there is unknown. Look whether the machine and its"
                      + " agent run and reach this control plane.")
                  .formatted(name));
    };
  }

  static NewEvent identityTwice(NodeId node, String name, String address) {
    return event(
        node,
        Severity.ERROR,
        "NodeIdentityTwice",
        ("Another machine, at %s, has the identity of node %s and is refused while %s is connected. Is it a copy of its"
                + " disk? Then remove the agent's folder there and join it with a token of its own.")
            .formatted(address, name, name));
  }

  /** While somebody works on the machine its silence is no alarm. */
  static NewEvent silentInMaintenance(NodeId node, String name, NodeState to) {
    return event(
        node,
        Severity.INFO,
        to == NodeState.SUSPECT ? "NodeSuspect" : "NodeUnreachable",
        "Node %s is silent; somebody works on it.".formatted(name));
  }

  static NewEvent begins(NodeId node, String name, NodeCondition condition) {
    return event(
        node,
        Severity.WARNING,
        condition.reason(),
        "Node %s: %s. Nothing new is placed on it.".formatted(name, condition.words()));
  }

  static NewEvent ends(NodeId node, String name, NodeCondition condition) {
    return event(
        node,
        Severity.INFO,
        condition.reason() + "Over",
        "Node %s: no longer so that %s.".formatted(name, condition.words()));
  }

  static NewEvent of(NodeId node, String reason, String message) {
    return event(node, Severity.INFO, reason, message);
  }

  /** Many are silent at once, and nothing is taken from them. */
  static NewEvent storm(StormGuard.Census census) {
    return new NewEvent(
        Severity.ERROR,
        "NodesVanished",
        ("%d of %d nodes are silent at once. That is more likely this control plane or its network than the machines,"
                + " so nothing that runs there is withdrawn or replaced. Look whether they can reach it.")
            .formatted(census.silent(), census.nodes()),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static NewEvent stormOver(StormGuard.Census census) {
    return new NewEvent(
        Severity.INFO,
        "NodesBack",
        "%d of %d nodes are silent; what runs on those that stay away is replaced again."
            .formatted(census.silent(), census.nodes()),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static NewEvent event(NodeId node, Severity severity, String reason, String message) {
    return new NewEvent(severity, reason, message, null, null, null, null, null, node);
  }
}
