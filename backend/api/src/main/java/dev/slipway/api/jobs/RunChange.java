package dev.slipway.api.jobs;

import java.time.Instant;

/** A step of a run from one state to the next. */
public record RunChange(Instant at, RunView.State state, String sentence) {}
