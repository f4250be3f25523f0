package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/**
 * What an app's pods book of a machine, beside their limits in {@link AppSpec}, and what they may
 * write to its disk.
 *
 * @param cpuMillis booked, thousandths of a core; null: a tenth of the limit
 * @param memoryBytes booked; null: half of the limit
 * @param ephemeralBytes most that goes with the pod when it ends: files written on top of the image
 *     (only with {@link Isolation#COMPAT}) and temporary space on the disk; null: 1 GiB on top of
 *     the image, and each temporary space as large as it says. Logs have budgets of their own
 */
public record Resources(
    @Nullable Integer cpuMillis, @Nullable Long memoryBytes, @Nullable Long ephemeralBytes) {
  public static final Resources USUAL = new Resources(null, null, null);

  public static Resources requests(int cpuMillis, long memoryBytes) {
    return new Resources(cpuMillis, memoryBytes, null);
  }
}
