package dev.slipway.backend.autoscaling;

import dev.slipway.api.metrics.AutoscalingView.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose figures count: a program that is starting uses more than it will, and one that is not ready
 * yet serves nobody (Kubernetes: groupPods of its replica calculator).
 */
enum Readiness {
  COUNTS,
  /** It counts, and nothing is known of it. */
  MISSING,
  /** Not ready yet. */
  IGNORED;

  /** For so long a pod's processor time counts only from when it is ready. */
  static final Duration CPU_INITIALIZATION = Duration.ofMinutes(5);

  /** One that was not ready within this time of its start has never been. */
  static final Duration INITIAL_READINESS = Duration.ofSeconds(30);

  /** Over which a node averages. */
  private static final Duration MEASURED = Duration.ofSeconds(10);

  static Readiness of(PodFacts pod, Target target, Instant now) {
    if (!pod.begun()) {
      return IGNORED;
    }
    if (target.use(pod) == null) {
      return MISSING;
    }
    return target.kind() == Kind.CPU && starting(pod, now) ? IGNORED : COUNTS;
  }

  private static boolean starting(PodFacts pod, Instant now) {
    Instant started = pod.started();
    if (started == null) {
      return true;
    }
    if (now.isBefore(started.plus(CPU_INITIALIZATION))) {
      return !pod.ready() || measuredBeforeReady(pod.measured(), pod.changed());
    }
    return !pod.ready()
        && (pod.changed() == null || pod.changed().isBefore(started.plus(INITIAL_READINESS)));
  }

  private static boolean measuredBeforeReady(@Nullable Instant measured, @Nullable Instant ready) {
    return measured == null || ready == null || measured.isBefore(ready.plus(MEASURED));
  }
}
