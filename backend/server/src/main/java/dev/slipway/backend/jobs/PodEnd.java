package dev.slipway.backend.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a pod ended.
 *
 * @param index of an indexed job; else null
 */
record PodEnd(
    UUID pod,
    String name,
    @Nullable Integer index,
    boolean succeeded,
    @Nullable Integer exitCode,
    Instant at) {}
