package dev.slipway.backend.scheduling.fleet;

import java.util.Arrays;

/** Pods, or weights of pods, in each domain of a topology. */
final class Counter {
  final Topology topology;
  private long[] counts = {};
  private long total;

  Counter(Topology topology) {
    this.topology = topology;
  }

  void add(int node, long much) {
    int domain = topology.of(node);
    if (domain == Topology.NONE) {
      return;
    }
    if (domain >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(domain + 1, counts.length * 2));
    }
    counts[domain] += much;
    total += much;
  }

  /** Of the node's domain; 0 without one. */
  long at(int node) {
    int domain = topology.of(node);
    return domain == Topology.NONE ? 0 : in(domain);
  }

  long in(int domain) {
    return domain < counts.length ? counts[domain] : 0;
  }

  long total() {
    return total;
  }
}
