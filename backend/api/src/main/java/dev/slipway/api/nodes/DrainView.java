package dev.slipway.api.nodes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The emptying of a node.
 *
 * @param deadline when it stops being patient; null: never
 * @param force whether pods that are left at the deadline are stopped without a replacement
 * @param graceSeconds from the stop signal to the kill, in place of what the apps say; null: as
 *     they say
 * @param endedAt null while it goes on
 * @param left pods that are still there
 */
public record DrainView(
    Instant startedAt,
    @Nullable Instant deadline,
    boolean force,
    @Nullable Integer graceSeconds,
    @Nullable Instant endedAt,
    int pods,
    int left) {}
