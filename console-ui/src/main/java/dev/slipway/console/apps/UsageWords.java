package dev.slipway.console.apps;

import dev.slipway.api.metrics.AppUsageView.PodUse;
import dev.slipway.console.components.Sizes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What pods use, as people read it; nothing for what is not known. */
final class UsageWords {
  private UsageWords() {}

  /** Such as "0.43 of 1 core". */
  static String cpu(@Nullable PodUse use) {
    if (use == null || use.cpuMillis() == null) {
      return "";
    }
    return Sizes.cores(use.cpuMillis(), use.cpuRequestMillis());
  }

  /** Such as "120 MiB of 512 MiB". */
  static String memory(@Nullable PodUse use) {
    return use == null || use.memoryBytes() == null
        ? ""
        : Sizes.bytes(use.memoryBytes()) + " of " + Sizes.bytes(use.memoryRequestBytes());
  }

  static String requests(@Nullable PodUse use) {
    return use == null || use.requestsPerSecond() == null ? "" : rate(use.requestsPerSecond());
  }

  /** Such as "12.5/s". */
  static String rate(double perSecond) {
    return String.format(
        Locale.ROOT, perSecond == Math.rint(perSecond) ? "%.0f/s" : "%.1f/s", perSecond);
  }
}
