package dev.slipway.backend.kernel;

import java.util.UUID;

/** What a team deploys together. */
public record ProjectId(UUID value) {}
