package dev.slipway.api.nodes;

import dev.slipway.api.apps.Isolation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A machine with an agent.
 *
 * @param schedulable false while an operator keeps new pods and builds away
 * @param maintenance somebody works on it
 * @param isolations in which it can keep pods apart from itself
 * @param cpuMillisBooked by its pods; what they do not book they may use all the same, up to their
 *     limits
 * @param memoryBytesBooked as with CPU
 * @param conditions what speaks against new pods; empty when all is well
 * @param drain null when it was never emptied since it was last opened
 */
public record NodeView(
    UUID id,
    String name,
    @Nullable String address,
    State state,
    Instant stateSince,
    boolean schedulable,
    List<String> roles,
    List<Isolation> isolations,
    int cpuMillis,
    int cpuMillisBooked,
    long memoryBytes,
    long memoryBytesBooked,
    long diskBytes,
    long diskFreeBytes,
    int pods,
    String agentVersion,
    String engineVersion,
    Instant joinedAt,
    Instant lastSeenAt,
    List<NodeConditionView> conditions,
    Map<String, String> labels,
    List<TaintView> taints,
    boolean maintenance,
    @Nullable DrainView drain,
    long version) {

  public enum State {
    READY,
    SUSPECT,
    UNREACHABLE
  }
}
