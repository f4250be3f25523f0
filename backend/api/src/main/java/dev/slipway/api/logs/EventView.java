package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something the platform did or saw.
 *
 * @param node the machine it is about
 * @param organization slug; null when it is about the platform itself
 */
public record EventView(
    UUID id,
    Instant at,
    Severity severity,
    String reason,
    String message,
    @Nullable UUID app,
    @Nullable String appSlug,
    @Nullable UUID deployment,
    @Nullable UUID pod,
    @Nullable UUID node,
    @Nullable String nodeName,
    @Nullable String organization) {

  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
