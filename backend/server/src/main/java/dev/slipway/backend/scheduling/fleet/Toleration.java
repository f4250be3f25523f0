package dev.slipway.backend.scheduling.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A pod's leave to be on a node in spite of a taint.
 *
 * @param key empty: every key, which goes with no value only
 * @param value null: whatever the value is
 * @param effect null: every effect
 * @param time how long it holds for NO_EXECUTE; null: forever
 */
public record Toleration(
    String key, @Nullable String value, Taint.@Nullable Effect effect, @Nullable Duration time) {
  public static Toleration of(String key) {
    return new Toleration(key, null, null, null);
  }

  public boolean covers(Taint taint) {
    return (effect == null || effect == taint.effect())
        && (key.isEmpty() ? value == null : key.equals(taint.key()))
        && (value == null || value.equals(taint.value()));
  }
}
