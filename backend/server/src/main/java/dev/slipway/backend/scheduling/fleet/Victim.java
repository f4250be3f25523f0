package dev.slipway.backend.scheduling.fleet;

import java.time.Instant;
import java.util.UUID;

/**
 * A pod that may be ended for one of higher priority.
 *
 * @param owner only pods of the same one displace it: the organization's id
 * @param app whose budget counts it
 * @param since when it started
 */
public record Victim(UUID pod, UUID owner, UUID app, UUID node, PodShape shape, Instant since) {
  int priority() {
    return shape.priority();
  }
}
