package dev.slipway.backend.kernel;

import java.util.UUID;

/** The smallest thing scheduled. */
public record PodId(UUID value) {}
