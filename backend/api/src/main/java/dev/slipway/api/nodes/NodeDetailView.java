package dev.slipway.api.nodes;

import dev.slipway.api.Versioned;
import dev.slipway.api.logs.EventView;
import java.time.Instant;
import java.util.List;

/**
 * A node and what is on it.
 *
 * @param events newest first
 */
public record NodeDetailView(
    NodeView node,
    String podCidr,
    Instant certificateExpiresAt,
    NodeMemoryView memory,
    List<NodePodView> pods,
    List<EventView> events,
    long version)
    implements Versioned {}
