package dev.slipway.api.apps;

/**
 * How a new revision replaces the old one.
 *
 * @param maxSurge pods above the wanted number, absolute or percent (rounded up)
 * @param maxUnavailable pods below the wanted number, absolute or percent (rounded down)
 * @param minReadySeconds how long a pod must stay ready before it counts
 * @param progressDeadlineSeconds without progress for so long the old revision comes back
 */
public record Rollout(
    String maxSurge, String maxUnavailable, int minReadySeconds, int progressDeadlineSeconds) {
  public static Rollout rolling() {
    return new Rollout("25%", "25%", 0, 600);
  }
}
