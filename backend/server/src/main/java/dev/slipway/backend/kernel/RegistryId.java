package dev.slipway.backend.kernel;

import java.util.UUID;

/** A registry of an organization's own. */
public record RegistryId(UUID value) {}
