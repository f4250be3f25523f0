package dev.slipway.api.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param keys none while the organization has no secret
 * @param rotation null when none is under way
 * @param destroyAt when disabled keys are destroyed; null when there are none
 */
public record KeysView(
    List<KeyView> keys,
    @Nullable RotationView rotation,
    @Nullable Instant rotatedAt,
    @Nullable Instant destroyAt) {

  /**
   * @param reencrypted values done
   * @param remaining values still encrypted with an old key
   */
  public record RotationView(
      Stage stage, String startedBy, Instant startedAt, long reencrypted, long remaining) {}

  public enum Stage {
    ADDED,
    REENCRYPTING
  }
}
