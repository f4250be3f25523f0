package dev.slipway.backend.terminals;

import org.jspecify.annotations.Nullable;

/**
 * Why a terminal has ended.
 *
 * @param exitCode of what ran there; null when it was ended
 * @param reason stable, such as {@code exited}, {@code left}, {@code revoked}, {@code idle}
 * @param message for people
 */
record Ending(@Nullable Integer exitCode, String reason, String message) {}
