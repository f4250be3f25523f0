package dev.slipway.api.placement;

import org.jspecify.annotations.Nullable;

/**
 * A taint that does not keep the pods away.
 *
 * @param key of the taint; null: every taint
 * @param value null: whatever the value is
 * @param effect null: every effect
 * @param seconds how long pods stay that are there when a NO_EXECUTE taint comes; null: for good
 */
public record Toleration(
    @Nullable String key,
    @Nullable String value,
    @Nullable Effect effect,
    @Nullable Integer seconds) {
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }
}
