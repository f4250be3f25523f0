package dev.slipway.backend.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a run that has not ended.
 *
 * @param index of an indexed job; else null
 * @param running whether it works already
 * @param ending whether it was told to end
 * @param restarts of its program, in place
 */
record JobPod(
    UUID id,
    @Nullable Integer index,
    boolean running,
    boolean ending,
    int restarts,
    Instant createdAt) {}
