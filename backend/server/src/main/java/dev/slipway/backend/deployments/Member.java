package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.PodId;
import java.time.Instant;

/**
 * A pod as a plan sees it.
 *
 * @param available it serves, and has for as long as the spec asks
 */
record Member(PodId id, boolean available, boolean ready, boolean placed, Instant createdAt) {}
