package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A shape while some of it is changed: the one place that names all its parts. */
final class PodShapeDraft {
  private final PodShape of;
  Map<String, String> nodeSelector;
  NodeAffinity nodes;
  List<Toleration> tolerations;
  List<SpreadConstraint> spread;
  List<PodAffinity> pods;
  List<UUID> volumes;
  String isolation;

  PodShapeDraft(PodShape of) {
    this.of = of;
    nodeSelector = of.nodeSelector();
    nodes = of.nodes();
    tolerations = of.tolerations();
    spread = of.spread();
    pods = of.pods();
    volumes = of.volumes();
    isolation = of.isolation();
  }

  PodShape shape() {
    return new PodShape(
        of.id(),
        of.scope(),
        of.labels(),
        of.requests(),
        of.priority(),
        nodeSelector,
        nodes,
        tolerations,
        spread,
        pods,
        of.image(),
        volumes,
        isolation);
  }
}
