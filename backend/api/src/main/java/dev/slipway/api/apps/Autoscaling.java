package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import org.jspecify.annotations.Nullable;

/**
 * How many pods an app has by what they use. At least one target is said; of several the one that
 * asks for most pods counts.
 *
 * @param min fewest pods, at least 1
 * @param max most pods
 * @param cpuPercent of the cores each pod may use, on average over the pods
 * @param memoryPercent of the memory each pod may hold, on average
 * @param requestsPerSecond to each pod, on average; web apps only
 */
public record Autoscaling(
    @Usual Integer min,
    Integer max,
    @Nullable Integer cpuPercent,
    @Nullable Integer memoryPercent,
    @Nullable Integer requestsPerSecond) {
  public Autoscaling {
    min = requireNonNullElse(min, 1);
  }

  public static Autoscaling byCpu(int min, int max, int percent) {
    return new Autoscaling(min, max, percent, null, null);
  }
}
