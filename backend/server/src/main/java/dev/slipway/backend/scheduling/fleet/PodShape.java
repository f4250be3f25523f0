package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What all pods of one revision ask of a node.
 *
 * @param id the revision's
 * @param scope pods of other scopes are never looked at: the organization's id
 * @param labels what selectors of other pods match
 * @param requests booked on the node
 * @param priority more may push less away
 * @param nodeSelector labels that the node has
 * @param image digest; nodes that have it are preferred
 * @param volumes it mounts; each lies on one node, or on none so far
 */
public record PodShape(
    UUID id,
    UUID scope,
    Map<String, String> labels,
    Resources requests,
    int priority,
    Map<String, String> nodeSelector,
    NodeAffinity nodes,
    List<Toleration> tolerations,
    List<SpreadConstraint> spread,
    List<PodAffinity> pods,
    String image,
    List<UUID> volumes) {

  /** One that asks for nothing but room. */
  public static PodShape of(
      UUID id, UUID scope, Map<String, String> labels, Resources requests, int priority) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        Map.of(),
        NodeAffinity.ANY,
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of());
  }

  public PodShape spread(SpreadConstraint... constraints) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        nodeSelector,
        nodes,
        tolerations,
        List.of(constraints),
        pods,
        image,
        volumes);
  }

  public PodShape pods(PodAffinity... terms) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        nodeSelector,
        nodes,
        tolerations,
        spread,
        List.of(terms),
        image,
        volumes);
  }

  public PodShape tolerating(Toleration... those) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        nodeSelector,
        nodes,
        List.of(those),
        spread,
        pods,
        image,
        volumes);
  }

  public PodShape on(Map<String, String> selector, NodeAffinity affinity) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        selector,
        affinity,
        tolerations,
        spread,
        pods,
        image,
        volumes);
  }

  public PodShape mounting(List<UUID> those) {
    return new PodShape(
        id,
        scope,
        labels,
        requests,
        priority,
        nodeSelector,
        nodes,
        tolerations,
        spread,
        pods,
        image,
        those);
  }

  boolean tolerates(Taint taint) {
    for (Toleration toleration : tolerations) {
      if (toleration.covers(taint)) {
        return true;
      }
    }
    return false;
  }
}
