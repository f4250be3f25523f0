package dev.slipway.api.deployments;

import java.time.Instant;

/** Some lines of a build's log, each ended by a newline; {@code seq} counts from 1. */
public record BuildLogChunk(long seq, Instant at, String text) {}
