package dev.slipway.backend.deployments;

import dev.slipway.api.apps.Budget;
import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.workloads.Portion;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How pods that have to go are replaced: the new one first, always. Only where that leads nowhere,
 * because the new one finds no place or the app was incomplete before, may pods be missing, and
 * then as many as the app's budget says.
 */
final class EvictionBounds {
  private static final String USUAL = "25%";

  private EvictionBounds() {}

  static Bounds of(int wanted, Rollout rollout, Budget budget, boolean stuck) {
    int surge = Math.max(1, Portion.of(rollout.maxSurge()).roundedUp(wanted));
    return new Bounds(wanted, surge, stuck ? unavailable(wanted, budget) : 0);
  }

  /** How many pods may be missing. */
  static int unavailable(int wanted, Budget budget) {
    if (budget.minAvailable() != null) {
      return Math.max(0, wanted - Portion.of(budget.minAvailable()).roundedUp(wanted));
    }
    if (budget.maxUnavailable() != null) {
      return Math.min(wanted, Portion.of(budget.maxUnavailable()).roundedUp(wanted));
    }
    return wanted <= 1 ? 0 : Portion.of(USUAL).roundedUp(wanted);
  }

  /** Waiting for replacements alone would not end. */
  static boolean stuck(List<Pod> coming, List<Pod> evicted, List<Member> members) {
    Instant first =
        evicted.stream()
            .flatMap(pod -> Stream.ofNullable(pod.evictedAt()))
            .min(Instant::compareTo)
            .orElse(Instant.MIN);
    for (int i = 0; i < coming.size(); i++) {
      Pod pod = coming.get(i);
      boolean refused = !pod.placed() && pod.message() != null;
      boolean ailing = pod.createdAt().isBefore(first) && !members.get(i).available();
      if (refused || ailing) {
        return true;
      }
    }
    return false;
  }
}
