package dev.slipway.backend.builds;

import org.jspecify.annotations.Nullable;

/** What tests look at of a row of the queue. */
record BuildRow(
    String state,
    int attempt,
    @Nullable String failureType,
    @Nullable String failure,
    boolean secret,
    boolean cancelRequested) {}
