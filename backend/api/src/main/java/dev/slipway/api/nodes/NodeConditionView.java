package dev.slipway.api.nodes;

import java.time.Instant;

/** Something that keeps new pods from a node. */
public record NodeConditionView(Type type, Instant since, String message) {
  public enum Type {
    MEMORY_PRESSURE,
    DISK_PRESSURE,
    PID_PRESSURE,
    ENGINE_DOWN,
    NETWORK_UNAVAILABLE
  }
}
