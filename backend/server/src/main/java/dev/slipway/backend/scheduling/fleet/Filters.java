package dev.slipway.backend.scheduling.fleet;

import org.jspecify.annotations.Nullable;

/** What a node must have or be, with the rules of Kubernetes' filter plugins. */
final class Filters {
  private Filters() {}

  /** How many there may be in a domain before this one comes, for each hard constraint. */
  static long[] most(Kind kind) {
    var most = new long[kind.spread.length];
    for (int i = 0; i < most.length; i++) {
      SpreadConstraint constraint = kind.shape.spread().get(i);
      if (!constraint.hard()) {
        continue;
      }
      int[] domains = kind.spreadDomains[i];
      long least = Long.MAX_VALUE;
      for (int domain : domains) {
        least = Math.min(least, kind.spread[i].in(domain));
      }
      if (domains.length < constraint.minDomains() || domains.length == 0) {
        least = 0;
      }
      most[i] = least + constraint.maxSkew() - (kind.spreadCountsItself[i] ? 1 : 0);
    }
    return most;
  }

  /** The constraint that this node would hurt; below 0 for none. */
  static int unevenAt(Kind kind, int node, long[] most) {
    for (int i = 0; i < most.length; i++) {
      if (kind.shape.spread().get(i).hard()
          && (kind.spread[i].topology.of(node) == Topology.NONE
              || kind.spread[i].at(node) > most[i])) {
        return i;
      }
    }
    return -1;
  }

  /** The first of pods that must be near each other may be anywhere. */
  static boolean isFirst(Kind kind) {
    for (int i = 0; i < kind.near.length; i++) {
      if (kind.near[i].total() > 0 || !kind.nearItself[i]) {
        return false;
      }
    }
    return true;
  }

  /** The term for which this node is too far from certain pods; below 0 for none. */
  static int farAt(Kind kind, int node, boolean first) {
    for (int i = 0; i < kind.near.length; i++) {
      if (kind.near[i].topology.of(node) == Topology.NONE
          || (!first && kind.near[i].at(node) == 0)) {
        return i;
      }
    }
    return -1;
  }

  /** Where pods are counted that must be apart from this one and are near the node. */
  static @Nullable Counter nearAt(Kind kind, int node) {
    for (int i = 0; i < kind.away.size(); i++) {
      if (kind.away.get(i).at(node) > 0) {
        return kind.away.get(i);
      }
    }
    for (int i = 0; i < kind.kept.size(); i++) {
      if (kind.kept.get(i).at(node) > 0) {
        return kind.kept.get(i);
      }
    }
    return null;
  }

  static boolean hasLabels(PodShape shape, NodeFacts facts) {
    return facts.labels().entrySet().containsAll(shape.nodeSelector().entrySet())
        && shape.nodes().allows(facts.labels());
  }

  /** Why the node never takes such a pod, however empty it is. */
  static @Nullable Refusal never(PodShape shape, NodeFacts facts) {
    return facts.takesPods() && !facts.open() ? new Refusal.Closed() : neverEvenOpen(shape, facts);
  }

  /** The same for a pod that a closed node takes as well. */
  static @Nullable Refusal neverEvenOpen(PodShape shape, NodeFacts facts) {
    if (!facts.takesPods()) {
      return new Refusal.NoPods();
    }
    if (!facts.answers()) {
      return new Refusal.Silent();
    }
    return facts.trouble() == null ? unsuited(shape, facts) : facts.trouble();
  }

  /** Why the node is none for such a pod, well or not. */
  static @Nullable Refusal unsuited(PodShape shape, NodeFacts facts) {
    if (!hasLabels(shape, facts)) {
      return new Refusal.Labels();
    }
    if (!facts.isolations().contains(shape.isolation())) {
      return new Refusal.NotIsolating(shape.isolation());
    }
    for (Taint taint : facts.taints()) {
      if (taint.keepsAway() && !shape.tolerates(taint)) {
        return new Refusal.Tainted(taint);
      }
    }
    return null;
  }
}
