package dev.slipway.backend.autoscaling;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each pod should use on average.
 *
 * @param value percent of what it may use, or requests per second
 */
record Target(Kind kind, int value) {
  static List<Target> of(Autoscaling autoscaling) {
    var targets = new ArrayList<Target>();
    add(targets, Kind.CPU, autoscaling.cpuPercent());
    add(targets, Kind.MEMORY, autoscaling.memoryPercent());
    add(targets, Kind.REQUESTS, autoscaling.requestsPerSecond());
    return targets;
  }

  private static void add(List<Target> targets, Kind kind, @Nullable Integer value) {
    if (value != null) {
      targets.add(new Target(kind, value));
    }
  }

  /** What the pod uses; null: not known. */
  @Nullable Double use(PodFacts pod) {
    return switch (kind) {
      case CPU -> pod.cpuMillis() == null ? null : pod.cpuMillis().doubleValue();
      case MEMORY -> pod.memoryBytes() == null ? null : pod.memoryBytes().doubleValue();
      case REQUESTS -> pod.requests();
    };
  }

  /** What use is a share of, so that a pod with this much use for each one is at the target. */
  double base(PodFacts pod) {
    return switch (kind) {
      case CPU -> pod.cpuRequest() / 100.0;
      case MEMORY -> pod.memoryRequest() / 100.0;
      case REQUESTS -> 1;
    };
  }

  /** What a pod of which nothing is known is taken to use when there may be too many pods. */
  double assumed(PodFacts pod) {
    return switch (kind) {
      case CPU, MEMORY -> base(pod) * 100;
      case REQUESTS -> value;
    };
  }
}
