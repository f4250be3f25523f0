package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/**
 * How many pods of an app may be missing at a time because somebody empties a machine. Absolute or
 * percent, rounded up; at most one of the two is said. Neither: a quarter of the pods, and none of
 * an app that has one.
 *
 * @param minAvailable pods that stay available
 * @param maxUnavailable pods that may be missing
 */
public record Budget(@Nullable String minAvailable, @Nullable String maxUnavailable) {
  public static final Budget USUAL = new Budget(null, null);

  public static Budget minAvailable(String pods) {
    return new Budget(pods, null);
  }

  public static Budget maxUnavailable(String pods) {
    return new Budget(null, pods);
  }
}
