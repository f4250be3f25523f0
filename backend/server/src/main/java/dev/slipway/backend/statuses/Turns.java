package dev.slipway.backend.statuses;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many are busy with something; whoever is not has no entry. */
final class Turns<K> {
  private final Map<K, Integer> busy = new ConcurrentHashMap<>();
  private final int most;

  /**
   * @param most at once for each
   */
  Turns(int most) {
    this.most = most;
  }

  /** False when there are as many as may be. */
  boolean take(K key) {
    var taken = new boolean[1];
    busy.compute(
        key,
        (_, now) -> {
          int before = now == null ? 0 : now;
          taken[0] = before < most;
          return taken[0] ? Integer.valueOf(before + 1) : now;
        });
    return taken[0];
  }

  void end(K key) {
    busy.computeIfPresent(key, (_, now) -> now == 1 ? null : now - 1);
  }

  int size() {
    return busy.size();
  }
}
