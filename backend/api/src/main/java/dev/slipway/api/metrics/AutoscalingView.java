package dev.slipway.api.metrics;

import dev.slipway.api.apps.Autoscaling;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an app is scaled by what it uses.
 *
 * @param settings null: it is not; everything else is empty then, except its history
 * @param replicas pods the app wants now
 * @param lookedAt when it was last looked at, about every 15 seconds; null: not yet
 * @param recommended pods it should have had by the last look alone, before limits; null: it could
 *     not be told
 * @param scalings newest first, at most 20
 */
public record AutoscalingView(
    @Nullable Autoscaling settings,
    int replicas,
    @Nullable Instant lookedAt,
    @Nullable Integer recommended,
    List<Metric> metrics,
    List<Condition> conditions,
    List<Scaling> scalings) {

  /**
   * @param target percent, or requests per second to each pod
   * @param current in the same unit, on average over the pods that count; null: not known
   * @param replicas pods this metric alone asks for; null: not known
   * @param problem why it is not known, a sentence
   */
  public record Metric(
      Kind kind,
      int target,
      @Nullable Double current,
      @Nullable Integer replicas,
      @Nullable String problem) {}

  public enum Kind {
    CPU,
    MEMORY,
    REQUESTS
  }

  /**
   * @param reason CamelCase and stable, the words of Kubernetes where it has some
   * @param message a sentence for people
   * @param since when it last began or ceased to hold
   */
  public record Condition(Type type, boolean holds, String reason, String message, Instant since) {}

  public enum Type {
    /** The number of pods can be changed. */
    ABLE_TO_SCALE,
    /** There are figures to scale by. */
    SCALING_ACTIVE,
    /** Another number was called for than the limits allow. */
    SCALING_LIMITED
  }

  /**
   * @param reason a sentence for people
   */
  public record Scaling(Instant at, int from, int to, String reason) {}
}
