package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record EventView(
    UUID id,
    Instant at,
    Severity severity,
    String reason,
    String message,
    @Nullable UUID app,
    @Nullable String appSlug,
    @Nullable UUID deployment,
    @Nullable UUID pod) {

  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
