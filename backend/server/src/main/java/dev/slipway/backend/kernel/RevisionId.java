package dev.slipway.backend.kernel;

import java.util.UUID;

/** Image, spec, config and routes, immutable. */
public record RevisionId(UUID value) {}
