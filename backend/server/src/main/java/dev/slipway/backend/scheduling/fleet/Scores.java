package dev.slipway.backend.scheduling.fleet;

/** What is good about a node, with the formulas of Kubernetes' score plugins. */
final class Scores {
  static final double NONE = Double.NEGATIVE_INFINITY;

  private Scores() {}

  static boolean isSpreadSoftly(Kind kind) {
    for (SpreadConstraint constraint : kind.shape.spread()) {
      if (!constraint.hard()) {
        return true;
      }
    }
    return false;
  }

  static boolean isWishing(Kind kind) {
    return !kind.wishes.isEmpty() || !kind.wished.isEmpty();
  }

  /** PodTopologySpread's: 100 for the emptiest, nothing without the label. */
  static double spreadScore(double raw, double min, double max) {
    if (raw == NONE) {
      return 0;
    }
    return max <= 0 ? 100 : 100 * (max + min - raw) / max;
  }

  /** PodTopologySpread's raw sum over the soft constraints; {@link #NONE} without the label. */
  static double crowd(Kind kind, int node) {
    double sum = 0;
    for (int i = 0; i < kind.spread.length; i++) {
      SpreadConstraint constraint = kind.shape.spread().get(i);
      if (constraint.hard()) {
        continue;
      }
      Counter counter = kind.spread[i];
      if (counter.topology.of(node) == Topology.NONE) {
        if (constraint.everywhere()) {
          continue;
        }
        return NONE;
      }
      sum +=
          counter.at(node) * Math.log(kind.spreadDomains[i].length + 2.0)
              + constraint.maxSkew()
              - 1;
    }
    return sum;
  }

  /** InterPodAffinity's sum of weights: its own wishes, and those of the pods that are there. */
  static double wish(Kind kind, int node) {
    double sum = 0;
    for (int i = 0; i < kind.wishes.size(); i++) {
      sum += (double) kind.wishes.get(i).at(node) * kind.wishWeights.get(i);
    }
    for (Counter counter : kind.wished) {
      sum += counter.at(node);
    }
    return sum;
  }

  /** TaintToleration: taints that would rather keep the pod away. */
  static int dislikes(PodShape shape, NodeFacts facts) {
    int count = 0;
    for (Taint taint : facts.taints()) {
      if (!taint.keepsAway() && !shape.tolerates(taint)) {
        count++;
      }
    }
    return count;
  }
}
