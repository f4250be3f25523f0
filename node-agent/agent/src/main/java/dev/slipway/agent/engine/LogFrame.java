package dev.slipway.agent.engine;

import java.time.Instant;

/**
 * A line, or up to 16 KiB of a longer one.
 *
 * @param error it came from the standard error stream
 * @param text without the newline
 * @param complete false when the line goes on in the next frame
 */
public record LogFrame(Instant at, boolean error, String text, boolean complete) {}
