package dev.slipway.backend.workloads;

import dev.slipway.backend.kernel.RevisionId;

/**
 * What was fixed at once and can be run again: only its name and number are of interest outside of
 * it.
 */
public record Revision(RevisionId id, int number) {}
