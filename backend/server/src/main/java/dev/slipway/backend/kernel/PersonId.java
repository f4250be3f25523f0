package dev.slipway.backend.kernel;

import java.util.UUID;

/** Somebody who signs in. */
public record PersonId(UUID value) {}
