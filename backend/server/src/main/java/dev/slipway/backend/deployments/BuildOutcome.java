package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.BuildView;
import org.jspecify.annotations.Nullable;

/** How a build stands; what went wrong is there when it failed. */
record BuildOutcome(BuildView.State state, @Nullable String type, @Nullable String failure) {}
