package dev.slipway.api.nodes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record NodeView(
    UUID id,
    String name,
    @Nullable String address,
    State state,
    Instant stateSince,
    boolean schedulable,
    List<String> roles,
    int cpuMillis,
    int cpuMillisUsed,
    long memoryBytes,
    long memoryBytesUsed,
    long diskBytes,
    long diskFreeBytes,
    int pods,
    String agentVersion,
    String engineVersion,
    Instant joinedAt,
    Instant lastSeenAt) {

  public enum State {
    READY,
    SUSPECT,
    UNREACHABLE
  }
}
