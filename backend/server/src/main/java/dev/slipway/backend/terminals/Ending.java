package dev.slipway.backend.terminals;

import dev.slipway.protocol.TerminalEnded;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a terminal has ended.
 *
 * @param exitCode of what ran there; null when it was ended
 * @param reason stable, such as {@code exited}, {@code left}, {@code revoked}, {@code idle}
 * @param message for people
 */
record Ending(@Nullable Integer exitCode, String reason, String message) {
  /** What nodes may give as reasons; the audit has no others of theirs. */
  private static final Set<String> OF_NODES =
      Set.of("exited", "pod-gone", "no-shell", "too-many", "failed");

  private static final int LONGEST = 500;

  static Ending told(TerminalEnded told) {
    String message = told.getMessage();
    return new Ending(
        told.getReason().equals("exited") ? told.getExitCode() : null,
        OF_NODES.contains(told.getReason()) ? told.getReason() : "failed",
        message.substring(0, Math.min(message.length(), LONGEST)));
  }
}
