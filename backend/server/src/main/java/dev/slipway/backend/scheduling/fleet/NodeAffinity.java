package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;

/**
 * Which nodes a pod wants, by their labels.
 *
 * @param required one of them holds; empty: any node
 * @param preferred each that holds adds its weight to the node's score
 */
public record NodeAffinity(List<LabelSelector> required, List<Preferred> preferred) {
  public static final NodeAffinity ANY = new NodeAffinity(List.of(), List.of());

  /**
   * @param weight 1 to 100
   */
  public record Preferred(int weight, LabelSelector nodes) {}

  boolean allows(Map<String, String> labels) {
    if (required.isEmpty()) {
      return true;
    }
    for (LabelSelector one : required) {
      if (one.matches(labels)) {
        return true;
      }
    }
    return false;
  }

  int weight(Map<String, String> labels) {
    int sum = 0;
    for (Preferred one : preferred) {
      if (one.nodes().matches(labels)) {
        sum += one.weight();
      }
    }
    return sum;
  }
}
