package dev.slipway.api.placement;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import org.jspecify.annotations.Nullable;

/**
 * @param spec null: the app's own
 * @param replicas null: the app's own, or one for an app that is not there yet
 * @param kind of an app that is not there yet; null: web with a port, worker without
 */
public record TryPlacement(
    @Nullable AppSpec spec, @Nullable Integer replicas, AppView.@Nullable Kind kind) {
  public TryPlacement(@Nullable AppSpec spec, @Nullable Integer replicas) {
    this(spec, replicas, null);
  }
}
