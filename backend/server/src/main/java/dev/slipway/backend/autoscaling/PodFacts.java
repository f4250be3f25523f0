package dev.slipway.backend.autoscaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one pod that should run.
 *
 * @param begun its containers have been started, however often they ended since
 * @param started when its program last began; null: never
 * @param changed when it last became ready or ceased to be
 * @param measured when its node measured it; null: not lately, and then no figure is known
 * @param cpuRequest thousandths of a core that all its containers ask for; what they may use where
 *     nothing is said, never 0
 * @param memoryRequest bytes that it may hold
 * @param requests per second; null: no ingress counts them
 */
record PodFacts(
    boolean begun,
    boolean ready,
    @Nullable Instant started,
    @Nullable Instant changed,
    @Nullable Instant measured,
    @Nullable Integer cpuMillis,
    int cpuRequest,
    @Nullable Long memoryBytes,
    long memoryRequest,
    @Nullable Double requests) {}
