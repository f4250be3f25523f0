package dev.slipway.api.apps;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record PodView(
    UUID id,
    String name,
    UUID deployment,
    int revision,
    @Nullable String node,
    @Nullable String address,
    Phase phase,
    boolean ready,
    boolean leaving,
    int restarts,
    @Nullable String reason,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant startedAt) {

  public enum Phase {
    PENDING,
    PULLING,
    STARTING,
    RUNNING,
    STOPPING,
    EXITED,
    UNKNOWN
  }
}
