package dev.slipway.backend.nodes;

/** What a machine has, and how much of its disk is free. */
public record NodeCapacity(int cpuMillis, long memoryBytes, long diskBytes, long diskFreeBytes) {

  /** Numbers a machine cannot have become zero. */
  public NodeCapacity {
    cpuMillis = Math.max(0, cpuMillis);
    memoryBytes = Math.max(0, memoryBytes);
    diskBytes = Math.max(0, diskBytes);
    diskFreeBytes = Math.max(0, diskFreeBytes);
  }
}
