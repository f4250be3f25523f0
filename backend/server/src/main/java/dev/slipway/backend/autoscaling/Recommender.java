package dev.slipway.backend.autoscaling;

import dev.slipway.backend.autoscaling.Reading.Known;
import dev.slipway.backend.autoscaling.Reading.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many pods the figures of this moment ask for; the rules and numbers are those of Kubernetes'
 * horizontal pod autoscaler (replica_calculator.go). Pure.
 */
final class Recommender {
  /** What is this close to its target is at it. */
  static final double TOLERANCE = 0.1;

  /** A hair, so that three pods at exactly twice their target become six and not seven. */
  private static final double HAIR = 1e-9;

  private Recommender() {}

  /**
   * What one target asks for.
   *
   * @param current pods the app wants now
   */
  static Reading read(Target target, int current, List<PodFacts> pods, Instant now) {
    var counting = new ArrayList<PodFacts>();
    var missing = new ArrayList<PodFacts>();
    var ignored = new ArrayList<PodFacts>();
    for (PodFacts pod : pods) {
      switch (Readiness.of(pod, target, now)) {
        case COUNTS -> counting.add(pod);
        case MISSING -> missing.add(pod);
        case IGNORED -> ignored.add(pod);
      }
    }
    if (counting.isEmpty()) {
      return new Unknown(target, why(target, missing.isEmpty()));
    }
    var sum = new Sum(target);
    counting.forEach(sum::add);
    double average = sum.average();
    double ratio = sum.ratio();
    boolean up = ratio > 1;
    if (missing.isEmpty() && (ignored.isEmpty() || !up)) {
      return new Known(target, average, near(ratio) ? current : ceil(ratio * counting.size()));
    }
    // Whatever is not known speaks against doing much.
    if (ratio != 1) {
      missing.forEach(pod -> sum.add(pod, up ? 0 : target.assumed(pod)));
    }
    if (up) {
      ignored.forEach(pod -> sum.add(pod, 0));
    }
    return new Known(target, average, careful(sum, up, current));
  }

  private static int careful(Sum sum, boolean up, int current) {
    double ratio = sum.ratio();
    if (near(ratio) || up != ratio > 1) {
      return current;
    }
    int replicas = ceil(ratio * sum.pods);
    // Pods that are too many or too few already must not turn the direction round.
    return up ? Math.max(replicas, current) : Math.min(replicas, current);
  }

  private static boolean near(double ratio) {
    return Math.abs(ratio - 1) <= TOLERANCE + HAIR;
  }

  private static int ceil(double pods) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(pods - HAIR));
  }

  private static String why(Target target, boolean allStarting) {
    if (allStarting) {
      return "No pod is ready yet.";
    }
    return switch (target.kind()) {
      case CPU, MEMORY -> "No node has said lately what the app's pods use.";
      case REQUESTS -> "No ingress has said lately how many requests came.";
    };
  }

  private static final class Sum {
    private final Target target;
    private double use;
    private double base;
    private int pods;

    Sum(Target target) {
      this.target = target;
    }

    void add(PodFacts pod) {
      Double known = target.use(pod);
      add(pod, known == null ? 0 : known);
    }

    void add(PodFacts pod, double used) {
      use += used;
      base += target.base(pod);
      pods++;
    }

    double average() {
      return use / base;
    }

    double ratio() {
      return average() / target.value();
    }
  }
}
