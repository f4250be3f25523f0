package dev.slipway.api.nodes;

import dev.slipway.api.apps.PodView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod on a node.
 *
 * @param leaving it gets no new requests, or stops
 * @param evicted why it has to go; null: it has not
 * @param waitsFor what keeps it here although it has to go; null when it has not
 */
public record NodePodView(
    UUID id,
    String name,
    UUID organization,
    String organizationSlug,
    UUID app,
    String appSlug,
    PodView.Phase phase,
    boolean ready,
    boolean leaving,
    int restarts,
    Instant createdAt,
    @Nullable Eviction evicted,
    @Nullable String waitsFor) {
  public enum Eviction {
    DRAIN,
    TAINT,
    PREEMPTION,
    NODE_LOST,
    RESTART,
    PRESSURE
  }
}
