package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;

/** A deployment that waits for its build. */
public record Started(DeploymentId deployment, BuildId build, int number) {}
