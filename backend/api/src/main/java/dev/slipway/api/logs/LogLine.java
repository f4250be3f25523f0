package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param error true when the line was written to standard error
 * @param container name of the init container or sidecar that wrote it; null: the app
 */
public record LogLine(
    UUID pod, String podName, Instant at, boolean error, String text, @Nullable String container) {
  /** One of the app. */
  public LogLine(UUID pod, String podName, Instant at, boolean error, String text) {
    this(pod, podName, at, error, text, null);
  }
}
