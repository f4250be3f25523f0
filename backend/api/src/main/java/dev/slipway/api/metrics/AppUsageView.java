package dev.slipway.api.metrics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an app's pods use.
 *
 * @param pods those of which something was said within the last 45 seconds, by name
 * @param series all pods together, a sample each 15 seconds for an hour, oldest first; times in
 *     which nothing was known are missing
 */
public record AppUsageView(List<PodUse> pods, List<Sample> series) {
  /**
   * @param at when the pod's node measured it
   * @param cpuMillis thousandths of a core, on average over about ten seconds; null while the pod
   *     is new, or its node cannot measure
   * @param cpuRequestMillis what the pod may use
   * @param memoryBytes held now, without files the machine would give back at once
   * @param memoryRequestBytes more ends the pod
   * @param requestsPerSecond through all ingresses; null when none of them counts
   */
  public record PodUse(
      UUID pod,
      String name,
      Instant at,
      @Nullable Integer cpuMillis,
      int cpuRequestMillis,
      @Nullable Long memoryBytes,
      long memoryRequestBytes,
      @Nullable Double requestsPerSecond) {}

  /**
   * @param pods that were measured
   */
  public record Sample(
      Instant at,
      int pods,
      @Nullable Long cpuMillis,
      @Nullable Long memoryBytes,
      @Nullable Double requestsPerSecond) {}
}
