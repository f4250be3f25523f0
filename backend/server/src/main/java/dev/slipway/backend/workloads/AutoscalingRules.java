package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.apps.Identity;
import dev.slipway.backend.kernel.Problem;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What may be said of how many pods an app has by what they use. */
final class AutoscalingRules {
  private static final int MOST_REQUESTS = 1_000_000;

  private AutoscalingRules() {}

  /** The spec's, checked. */
  static @Nullable Autoscaling checked(Kind kind, AppSpec spec, int mostReplicas) {
    Autoscaling autoscaling = spec.autoscaling();
    if (autoscaling == null) {
      return null;
    }
    if (kind != Kind.WEB && kind != Kind.WORKER) {
      throw Problem.invalid(
          "Only web apps and workers are autoscaled: the pods of other kinds are counted otherwise. Leave autoscaling out.");
    }
    if (spec.identity() == Identity.ONE) {
      throw Problem.invalid(
          "This app has at most one pod at a time, so it cannot be autoscaled. Make its pods interchangeable, or leave autoscaling out.");
    }
    SpecRules.within("autoscaling min", autoscaling.min(), 1, mostReplicas, "pods");
    SpecRules.within(
        "autoscaling max",
        autoscaling.max(),
        autoscaling.min(),
        mostReplicas,
        "pods (from its min)");
    targets(kind, autoscaling);
    return autoscaling;
  }

  private static void targets(Kind kind, Autoscaling autoscaling) {
    Integer cpu = autoscaling.cpuPercent();
    Integer memory = autoscaling.memoryPercent();
    Integer requests = autoscaling.requestsPerSecond();
    if (cpu == null && memory == null && requests == null) {
      throw Problem.invalid(
          "Autoscaling needs a target: cpuPercent, memoryPercent or requestsPerSecond. 80 percent of CPU is a good beginning.");
    }
    if (cpu != null) {
      SpecRules.within("cpuPercent", cpu, 1, 100, "percent");
    }
    if (memory != null) {
      SpecRules.within("memoryPercent", memory, 1, 100, "percent");
    }
    if (requests != null) {
      if (kind != Kind.WEB) {
        throw Problem.invalid(
            "Only web apps get requests. Leave requestsPerSecond out, or make it a web app.");
      }
      SpecRules.within("requestsPerSecond", requests, 1, MOST_REQUESTS, "requests to each pod");
    }
  }

  /** As people say it: 2 to 6 pods by 70 % of CPU. */
  static String words(Autoscaling autoscaling) {
    var targets = new ArrayList<String>();
    if (autoscaling.cpuPercent() != null) {
      targets.add(autoscaling.cpuPercent() + " % of CPU");
    }
    if (autoscaling.memoryPercent() != null) {
      targets.add(autoscaling.memoryPercent() + " % of memory");
    }
    if (autoscaling.requestsPerSecond() != null) {
      targets.add(autoscaling.requestsPerSecond() + " requests/s to each pod");
    }
    return "%d to %d pods by %s."
        .formatted(autoscaling.min(), autoscaling.max(), String.join(" and ", targets));
  }

  /**
   * A number said by hand is a new beginning, and 0 pauses; one that would not last is refused, so
   * that nobody wonders where their pods went.
   */
  static int byHand(AppSpec spec, int replicas) {
    Autoscaling autoscaling = spec.autoscaling();
    if (autoscaling != null
        && replicas != 0
        && (replicas < autoscaling.min() || replicas > autoscaling.max())) {
      throw Problem.conflict(
          "autoscaled",
          "This app is autoscaled between %d and %d pods, so %d would not last. Say a number between them, 0 to pause, or switch autoscaling off."
              .formatted(autoscaling.min(), autoscaling.max(), replicas));
    }
    return replicas;
  }
}
