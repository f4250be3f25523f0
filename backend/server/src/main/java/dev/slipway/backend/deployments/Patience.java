package dev.slipway.backend.deployments;

import static java.time.Duration.ofSeconds;

import dev.slipway.api.apps.AppSpec;
import java.time.Duration;

/** How long a pod must be ready before it counts. */
final class Patience {
  private static final Duration UNPROBED = ofSeconds(3);

  private Patience() {}

  /** A worker nobody probes is ready as soon as it runs, also when it is about to end at once. */
  static Duration of(AppSpec spec) {
    Duration asked = ofSeconds(spec.rollout().minReadySeconds());
    boolean unprobed = spec.port() == null && spec.readiness() == null;
    return unprobed && asked.compareTo(UNPROBED) < 0 ? UNPROBED : asked;
  }
}
