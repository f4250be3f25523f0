package dev.slipway.backend.deployments;

import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.workloads.Portion;

/** How many pods there may be during a rollout, and how many of them must be available. */
record Bounds(int wanted, int surge, int unavailable) {
  static Bounds of(int wanted, Rollout rollout) {
    int surge = Portion.of(rollout.maxSurge()).roundedUp(wanted);
    int unavailable = Math.min(wanted, Portion.of(rollout.maxUnavailable()).roundedDown(wanted));
    // Percentages of few pods may come to nothing on both sides, and then nothing could move.
    return new Bounds(wanted, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }

  /** Old pods are gone before new ones begin. */
  static Bounds oldFirst(int wanted) {
    return new Bounds(wanted, 0, wanted);
  }

  int most() {
    return wanted + surge;
  }

  int least() {
    return Math.max(0, wanted - unavailable);
  }
}
