package dev.slipway.backend.deployments;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the pods of a rollout that stands still are shared out between its deployments when the
 * wanted number changes: in proportion, what rounding leaves over to the largest, as the Deployment
 * controller of Kubernetes scales in the middle of a rollout.
 */
final class Shares {
  private Shares() {}

  /**
   * @param counts pods of each deployment, the newest last
   * @param wanted pods in all; when there are fewer, so many come
   * @param most pods in all; when there are more, those above go
   */
  static <K> Map<K, Integer> of(Map<K, Integer> counts, int wanted, int most) {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    int target = wanted == 0 ? 0 : Math.clamp(total, wanted, most);
    var shares = new LinkedHashMap<K, Integer>(counts);
    int left = target - total;
    // Among equals the newest get more, and the oldest lose some.
    List<K> oldest = List.copyOf(counts.keySet());
    List<K> largest =
        (left > 0 ? oldest.reversed() : oldest)
            .stream()
                .sorted(Comparator.comparing((K key) -> counts.getOrDefault(key, 0)).reversed())
                .toList();
    for (K key : largest) {
      int count = counts.getOrDefault(key, 0);
      int change = total == 0 ? 0 : Math.round((float) count * target / total) - count;
      int given = left > 0 ? Math.clamp(change, 0, left) : Math.clamp(change, left, 0);
      shares.merge(key, given, Integer::sum);
      left -= given;
    }
    for (K key : largest) {
      int given = Math.max(left, -shares.getOrDefault(key, 0));
      shares.merge(key, given, Integer::sum);
      left -= given;
    }
    return shares;
  }
}
