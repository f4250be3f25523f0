package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/**
 * How one container of a pod is.
 *
 * @param name of the init container or sidecar; {@code app} is the app's
 * @param phase PENDING: its turn has not come; SUCCEEDED: it has done its work
 * @param exitCode of its last end; null when it never ended
 * @param message what happened and what to do
 */
public record ContainerView(
    String name,
    PodView.Phase phase,
    boolean ready,
    int restarts,
    @Nullable Integer exitCode,
    @Nullable String reason,
    @Nullable String message) {}
