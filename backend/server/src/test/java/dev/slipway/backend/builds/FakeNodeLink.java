package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.ToAgent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Agents that write down what they are told. */
final class FakeNodeLink implements NodeLink {
  final Set<NodeId> connected = new HashSet<>();
  final Set<NodeId> refusing = new HashSet<>();
  final List<Sent> sent = new ArrayList<>();

  record Sent(NodeId node, ToAgent message) {}

  @Override
  public Set<NodeId> connected() {
    return Set.copyOf(connected);
  }

  @Override
  public synchronized boolean send(NodeId node, ToAgent message) {
    if (!connected.contains(node) || refusing.contains(node)) {
      return false;
    }
    sent.add(new Sent(node, message));
    return true;
  }

  List<BuildOrder> orders() {
    return sent.stream()
        .map(Sent::message)
        .filter(ToAgent::hasBuild)
        .map(ToAgent::getBuild)
        .toList();
  }

  List<String> canceled() {
    return sent.stream()
        .map(Sent::message)
        .filter(ToAgent::hasBuildCancel)
        .map(message -> message.getBuildCancel().getId())
        .toList();
  }

  ToAgent last() {
    return sent.getLast().message();
  }
}
