package dev.slipway.backend.deployments;

import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import java.util.Comparator;
import java.util.List;

/** Why no node takes a pod, as it is told. */
final class Refusals {
  private Refusals() {}

  /** The most frequent first. */
  static List<NodeRefusal> of(Nowhere nowhere) {
    return nowhere.refusals().entrySet().stream()
        .map(one -> new NodeRefusal(one.getKey().reason(), one.getKey().words(), one.getValue()))
        .sorted(
            Comparator.comparingInt(NodeRefusal::nodes)
                .reversed()
                .thenComparing(NodeRefusal::words))
        .toList();
  }
}
