package dev.slipway.api.placement;

import dev.slipway.api.apps.AppSpec;
import org.jspecify.annotations.Nullable;

/**
 * @param spec null: the app's own
 * @param replicas null: the app's own, or one for an app that is not there yet
 */
public record TryPlacement(@Nullable AppSpec spec, @Nullable Integer replicas) {}
