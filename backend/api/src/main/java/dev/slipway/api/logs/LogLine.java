package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;

/**
 * @param error true when the line was written to standard error
 */
public record LogLine(UUID pod, String podName, Instant at, boolean error, String text) {}
