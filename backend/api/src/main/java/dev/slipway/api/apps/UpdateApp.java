package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/** What is null stays as it is. */
public record UpdateApp(
    @Nullable AppSource source, @Nullable AppSpec spec, @Nullable Integer replicas) {}
