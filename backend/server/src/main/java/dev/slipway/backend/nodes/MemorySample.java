package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.Growth;
import java.time.Instant;

/** What of a node's memory was in use at a time, in bytes. */
record MemorySample(Instant at, long total, long used) implements Growth.Sample {}
