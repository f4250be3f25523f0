package dev.slipway.backend.scheduling.fleet;

/**
 * What a node has, or a pod books.
 *
 * @param cpuMillis thousandths of a core
 * @param memoryBytes memory
 * @param storageBytes on the node's disk, gone with the pod
 * @param pods how many
 */
public record Resources(int cpuMillis, long memoryBytes, long storageBytes, int pods) {
  public static Resources ofPod(int cpuMillis, long memoryBytes) {
    return new Resources(cpuMillis, memoryBytes, 0, 1);
  }
}
