package dev.slipway.api.logs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events; null: whatever it is.
 *
 * @param severity this or a worse one
 * @param reason the whole word, such as {@code RolloutCompleted}
 * @param text anywhere in the message
 */
public record EventQuery(
    EventView.@Nullable Severity severity,
    @Nullable String reason,
    @Nullable UUID node,
    @Nullable UUID app,
    @Nullable String text,
    @Nullable Instant since,
    @Nullable Instant until) {
  public static final EventQuery ALL = new EventQuery(null, null, null, null, null, null, null);
}
