package dev.slipway.backend.scheduling.fleet;

/**
 * Near certain pods, or away from them.
 *
 * @param anti away
 * @param weight 0: required; else 1 to 100, a wish
 * @param topologyKey what near is: the same value of this label
 * @param pods of the pod's own scope
 */
public record PodAffinity(boolean anti, int weight, String topologyKey, LabelSelector pods) {
  public static PodAffinity apart(String topologyKey, LabelSelector pods) {
    return new PodAffinity(true, 0, topologyKey, pods);
  }

  public static PodAffinity together(String topologyKey, LabelSelector pods) {
    return new PodAffinity(false, 0, topologyKey, pods);
  }

  boolean required() {
    return weight == 0;
  }
}
