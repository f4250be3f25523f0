package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import java.time.Instant;
import java.util.List;

/** Conditions of one look; what holds as before holds since before. */
record Conditions(List<Condition> before, Instant now) {
  Condition able(boolean holds, String reason, String message) {
    return condition(AutoscalingView.Type.ABLE_TO_SCALE, holds, reason, message);
  }

  Condition active(boolean holds, String reason, String message) {
    return condition(AutoscalingView.Type.SCALING_ACTIVE, holds, reason, message);
  }

  Condition limited(boolean holds, String reason, String message) {
    return condition(AutoscalingView.Type.SCALING_LIMITED, holds, reason, message);
  }

  private Condition condition(
      AutoscalingView.Type type, boolean holds, String reason, String message) {
    Instant since =
        before.stream()
            .filter(condition -> condition.type() == type && condition.holds() == holds)
            .map(Condition::since)
            .findFirst()
            .orElse(now);
    return new Condition(type, holds, reason, message, since);
  }
}
