package dev.slipway.backend.kernel;

import java.util.UUID;

/** A stable address for an app's pods. */
public record ServiceId(UUID value) {}
