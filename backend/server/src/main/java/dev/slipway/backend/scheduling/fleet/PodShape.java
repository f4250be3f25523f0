package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What all pods of one revision ask of a node.
 *
 * @param id the revision's
 * @param scope pods of other scopes are never looked at: the environment's id
 * @param labels what selectors of other pods match
 * @param requests booked on the node
 * @param priority more may push less away
 * @param nodeSelector labels that the node has
 * @param image digest; nodes that have it are preferred
 * @param volumes it mounts; each lies on one node, or on none so far
 * @param isolation how it is kept apart from its node, which has to be able to
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
    List<UUID> volumes,
    String isolation) {

  /** One that every node can keep apart. */
  public PodShape(
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
    this(
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
        volumes,
        NodeFacts.RESTRICTED);
  }

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
    return with(draft -> draft.spread = List.of(constraints));
  }

  public PodShape pods(PodAffinity... terms) {
    return with(draft -> draft.pods = List.of(terms));
  }

  public PodShape tolerating(Toleration... those) {
    return with(draft -> draft.tolerations = List.of(those));
  }

  public PodShape on(Map<String, String> selector, NodeAffinity affinity) {
    return with(draft -> {
      draft.nodeSelector = selector;
      draft.nodes = affinity;
    });
  }

  public PodShape mounting(List<UUID> those) {
    return with(draft -> draft.volumes = those);
  }

  public PodShape isolated(String how) {
    return with(draft -> draft.isolation = how);
  }

  private PodShape with(Consumer<PodShapeDraft> change) {
    var draft = new PodShapeDraft(this);
    change.accept(draft);
    return draft.shape();
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
