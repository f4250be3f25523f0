package dev.slipway.backend.kernel;

import java.util.UUID;

/** A stage of a project. */
public record EnvironmentId(UUID value) {}
