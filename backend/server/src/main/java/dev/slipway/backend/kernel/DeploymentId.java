package dev.slipway.backend.kernel;

import java.util.UUID;

/** One rollout of a revision. */
public record DeploymentId(UUID value) {}
