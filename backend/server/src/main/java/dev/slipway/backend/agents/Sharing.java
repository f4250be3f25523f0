package dev.slipway.backend.agents;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is equal the same object from one picture to the next, so that comparing what each of
 * many nodes was told with what it should be told looks closely only at what has changed.
 */
final class Sharing {
  private Sharing() {}

  static <K, V> Map<K, V> share(@Nullable Map<K, V> before, Map<K, V> after) {
    if (before == null || before.isEmpty()) {
      return after;
    }
    var shared = new LinkedHashMap<K, V>();
    boolean same = before.size() == after.size();
    for (Map.Entry<K, V> entry : after.entrySet()) {
      V old = before.get(entry.getKey());
      boolean kept = entry.getValue().equals(old);
      same &= kept;
      shared.put(entry.getKey(), kept && old != null ? old : entry.getValue());
    }
    return same ? before : shared;
  }
}
