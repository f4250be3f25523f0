package dev.slipway.backend.autoscaling;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * From a recommendation to a number of pods: up at once but not too fast, down only when nothing
 * else was recommended for a while. The defaults of Kubernetes' horizontal pod autoscaler
 * (pkg/apis/autoscaling/v2/defaults.go). Pure.
 */
final class Stabilizer {
  /** Down goes to the highest recommendation of this time; up goes at once. */
  static final Duration DOWN_WINDOW = Duration.ofMinutes(5);

  /** Over which speed is counted. */
  static final Duration PERIOD = Duration.ofSeconds(15);

  /** In a period there may come so many pods, or as many as there were, whichever is more. */
  private static final int PODS_UP = 4;

  private Stabilizer() {}

  /**
   * @param replicas pods the app is to want
   * @param stabilized an earlier recommendation holds them back
   */
  record Decision(int replicas, boolean stabilized, Limit limit) {}

  enum Limit {
    NONE,
    /** More were called for than max. */
    MOST,
    /** Fewer were called for than min. */
    FEWEST,
    /** More were called for than may come in a period. */
    SPEED
  }

  /**
   * @param current pods the app wants now
   * @param recommended by the figures alone
   * @param before recommendations of earlier looks, in any order
   * @param scalings what was done lately, in any order
   */
  static Decision decide(
      Autoscaling settings,
      int current,
      int recommended,
      List<Advice> before,
      List<Scaling> scalings,
      Instant now) {
    int stable = stable(current, recommended, before, now);
    boolean stabilized = stable != recommended;
    if (stable > current) {
      int fastest = fastestUp(current, scalings, now);
      int most = Math.max(current, Math.min(settings.max(), fastest));
      Limit limit =
          stable <= most ? Limit.NONE : settings.max() <= fastest ? Limit.MOST : Limit.SPEED;
      return new Decision(Math.min(stable, most), stabilized, limit);
    }
    // All of them may go in a period, so only min limits the way down.
    int fewest = Math.min(current, settings.min());
    return new Decision(
        Math.max(stable, fewest), stabilized, stable < fewest ? Limit.FEWEST : Limit.NONE);
  }

  private static int stable(int current, int recommended, List<Advice> before, Instant now) {
    int highest =
        before.stream()
            .filter(advice -> advice.at().isAfter(now.minus(DOWN_WINDOW)))
            .mapToInt(Advice::replicas)
            .reduce(recommended, Math::max);
    return recommended > current ? recommended : Math.min(current, highest);
  }

  /** From what there was when the period began. */
  private static int fastestUp(int current, List<Scaling> scalings, Instant now) {
    int added =
        scalings.stream()
            .filter(scaling -> scaling.at().isAfter(now.minus(PERIOD)))
            .mapToInt(scaling -> scaling.to() - scaling.from())
            .sum();
    int began = Math.max(0, current - added);
    return Math.max(began + PODS_UP, began * 2);
  }
}
