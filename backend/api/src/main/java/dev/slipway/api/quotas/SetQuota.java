package dev.slipway.api.quotas;

import org.jspecify.annotations.Nullable;

/** Limits of one organization, as in {@link Amounts}; what is null is the platform's default. */
public record SetQuota(
    @Nullable Integer apps,
    @Nullable Integer pods,
    @Nullable Long cpuMillis,
    @Nullable Long memoryBytes,
    @Nullable Long storageBytes,
    @Nullable Integer builds,
    @Nullable Integer domains,
    @Nullable Integer tokens) {}
