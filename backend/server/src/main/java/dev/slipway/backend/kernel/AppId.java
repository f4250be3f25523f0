package dev.slipway.backend.kernel;

import java.util.UUID;

/** The unit a user names. */
public record AppId(UUID value) {}
