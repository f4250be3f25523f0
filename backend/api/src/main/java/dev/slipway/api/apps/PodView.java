package dev.slipway.api.apps;

import dev.slipway.api.placement.NodeRefusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param refusals why no node takes it, counted; empty once it has one
 */
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
    @Nullable Instant startedAt,
    List<NodeRefusal> refusals) {

  public enum Phase {
    PENDING,
    PULLING,
    STARTING,
    RUNNING,
    STOPPING,
    EXITED,
    UNKNOWN,
    SUCCEEDED,
    FAILED
  }
}
