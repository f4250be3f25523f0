package dev.slipway.backend.autoscaling;

import java.time.Instant;

/**
 * What was recommended at one look, by its figures alone.
 *
 * @param replicas before any limit
 */
record Advice(Instant at, int replicas) {}
