package dev.slipway.backend.scheduling.fleet;

/**
 * How evenly pods are spread.
 *
 * @param maxSkew how many more there may be in one domain than in the emptiest, at least 1
 * @param topologyKey the label whose values are the domains
 * @param hard false: a wish
 * @param everywhere nodes without the label are as good as any, of a wish; else they are the last
 * @param pods which are counted, of the pod's own scope
 * @param minDomains while there are fewer domains the emptiest counts as 0; 1 for none
 */
public record SpreadConstraint(
    int maxSkew,
    String topologyKey,
    boolean hard,
    boolean everywhere,
    LabelSelector pods,
    int minDomains) {
  public static SpreadConstraint hard(int maxSkew, String topologyKey, LabelSelector pods) {
    return new SpreadConstraint(maxSkew, topologyKey, true, false, pods, 1);
  }

  public static SpreadConstraint soft(int maxSkew, String topologyKey, LabelSelector pods) {
    return new SpreadConstraint(maxSkew, topologyKey, false, false, pods, 1);
  }

  /** A wish that nobody asked for, such as kube-scheduler's defaults are. */
  public static SpreadConstraint usual(int maxSkew, String topologyKey, LabelSelector pods) {
    return new SpreadConstraint(maxSkew, topologyKey, false, true, pods, 1);
  }
}
