package dev.slipway.backend.scheduling.fleet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one label of nodes, numbered. */
final class Topology {
  static final int NONE = -1;

  final String key;
  private final Map<String, Integer> numbers = new HashMap<>();
  private int[] domains = {};

  Topology(String key) {
    this.key = key;
  }

  /** Which domain the node is in; {@link #NONE} without the label. */
  int of(int node) {
    return domains[node];
  }

  int size() {
    return numbers.size();
  }

  void set(int node, @Nullable String value) {
    if (node >= domains.length) {
      int known = domains.length;
      domains = Arrays.copyOf(domains, Math.max(node + 1, known * 2));
      Arrays.fill(domains, known, domains.length, NONE);
    }
    domains[node] = value == null ? NONE : numbers.computeIfAbsent(value, _ -> numbers.size());
  }
}
