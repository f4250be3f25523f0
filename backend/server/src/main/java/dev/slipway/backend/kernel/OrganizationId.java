package dev.slipway.backend.kernel;

import java.util.UUID;

/** A tenant. */
public record OrganizationId(UUID value) {}
