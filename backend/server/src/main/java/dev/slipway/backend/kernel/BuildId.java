package dev.slipway.backend.kernel;

import java.util.UUID;

/** One run from commit to image. */
public record BuildId(UUID value) {}
