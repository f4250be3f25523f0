package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/**
 * @param spec null: the defaults of its kind, port 8080 for a web app
 */
public record CreateApp(
    String slug,
    AppView.Kind kind,
    @Nullable AppSource source,
    @Nullable AppSpec spec,
    @Nullable Integer replicas) {}
