package dev.slipway.backend.kernel;

import java.util.UUID;

/** Data that outlives pods. */
public record VolumeId(UUID value) {}
