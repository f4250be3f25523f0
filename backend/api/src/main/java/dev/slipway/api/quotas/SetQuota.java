package dev.slipway.api.quotas;

import org.jspecify.annotations.Nullable;

/**
 * Limits of one organization, as in {@link Amounts}; what is null is the platform's default.
 *
 * @param compat whether its apps may have the isolation COMPAT
 */
public record SetQuota(
    @Nullable Integer apps,
    @Nullable Integer pods,
    @Nullable Long cpuMillis,
    @Nullable Long memoryBytes,
    @Nullable Long storageBytes,
    @Nullable Integer builds,
    @Nullable Integer domains,
    @Nullable Integer tokens,
    @Nullable Boolean compat) {

  /** Nothing is said of isolation. */
  public SetQuota(
      @Nullable Integer apps,
      @Nullable Integer pods,
      @Nullable Long cpuMillis,
      @Nullable Long memoryBytes,
      @Nullable Long storageBytes,
      @Nullable Integer builds,
      @Nullable Integer domains,
      @Nullable Integer tokens) {
    this(apps, pods, cpuMillis, memoryBytes, storageBytes, builds, domains, tokens, null);
  }
}
