package dev.slipway.backend.kernel;

import java.util.UUID;

/** One run of a job. */
public record RunId(UUID value) {}
