package dev.slipway.backend.kernel;

import java.util.UUID;

/** A machine with an agent. */
public record NodeId(UUID value) {}
