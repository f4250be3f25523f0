package dev.slipway.backend.scheduling.fleet;

import java.util.Arrays;

/** What nodes have and what is booked of it, by their numbers. */
final class Room {
  int[] cpu = {};
  long[] memory = {};
  long[] storage = {};
  int[] pods = {};
  int[] cpuBooked = {};
  long[] memoryBooked = {};
  long[] storageBooked = {};
  int[] podsBooked = {};

  void grow(int nodes) {
    if (nodes <= cpu.length) {
      return;
    }
    int length = Math.max(16, Math.max(nodes, cpu.length * 2));
    cpu = Arrays.copyOf(cpu, length);
    memory = Arrays.copyOf(memory, length);
    storage = Arrays.copyOf(storage, length);
    pods = Arrays.copyOf(pods, length);
    cpuBooked = Arrays.copyOf(cpuBooked, length);
    memoryBooked = Arrays.copyOf(memoryBooked, length);
    storageBooked = Arrays.copyOf(storageBooked, length);
    podsBooked = Arrays.copyOf(podsBooked, length);
  }

  void capacity(int node, Resources all) {
    cpu[node] = all.cpuMillis();
    memory[node] = all.memoryBytes();
    storage[node] = all.storageBytes();
    pods[node] = all.pods();
  }

  void book(int node, Resources each, int times) {
    cpuBooked[node] += each.cpuMillis() * times;
    memoryBooked[node] += each.memoryBytes() * times;
    storageBooked[node] += each.storageBytes() * times;
    podsBooked[node] += each.pods() * times;
  }

  boolean fits(int node, Resources wanted) {
    return wanted.cpuMillis() <= cpu[node] - cpuBooked[node]
        && wanted.memoryBytes() <= memory[node] - memoryBooked[node]
        && wanted.storageBytes() <= storage[node] - storageBooked[node]
        && wanted.pods() <= pods[node] - podsBooked[node];
  }

  /** What is short where it does not fit. */
  String lacking(int node, Resources wanted) {
    if (wanted.memoryBytes() > memory[node] - memoryBooked[node]) {
      return "memory";
    }
    if (wanted.cpuMillis() > cpu[node] - cpuBooked[node]) {
      return "CPU";
    }
    return wanted.storageBytes() > storage[node] - storageBooked[node]
        ? "disk space"
        : "room for further pods";
  }

  /**
   * Emptier nodes first, with CPU and memory used alike: LeastAllocated and BalancedAllocation of
   * Kubernetes, each 0 to 100, added.
   */
  double score(int node, Resources wanted) {
    double cpuUsed = (double) (cpuBooked[node] + wanted.cpuMillis()) / Math.max(1, cpu[node]);
    double memoryUsed =
        (double) (memoryBooked[node] + wanted.memoryBytes()) / Math.max(1, memory[node]);
    double least = 50 * (1 - cpuUsed) + 50 * (1 - memoryUsed);
    double balanced = 100 * (1 - Math.abs(cpuUsed - memoryUsed) / 2);
    return least + balanced;
  }
}
