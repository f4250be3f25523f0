package dev.slipway.api.apps;

import dev.slipway.api.Usual;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of an app may be missing at a time because somebody empties a machine. Absolute or
 * percent, rounded up; at most one of the two is said. Neither: a quarter of the pods, and none of
 * an app that has one.
 *
 * @param minAvailable pods that stay available
 * @param maxUnavailable pods that may be missing
 * @param unhealthy whether pods that do not serve may go all the same
 */
public record Budget(
    @Nullable String minAvailable, @Nullable String maxUnavailable, @Usual Unhealthy unhealthy) {
  public static final Budget USUAL = new Budget(null, null);

  public Budget {
    unhealthy = Objects.requireNonNullElse(unhealthy, Unhealthy.IF_HEALTHY_BUDGET);
  }

  public Budget(@Nullable String minAvailable, @Nullable String maxUnavailable) {
    this(minAvailable, maxUnavailable, Unhealthy.IF_HEALTHY_BUDGET);
  }

  /** When pods that do not serve may go. */
  public enum Unhealthy {
    /** While enough others serve. */
    IF_HEALTHY_BUDGET,
    /** Whenever they have to. */
    ALWAYS_ALLOW
  }

  /** Whether it is one of the app's own. */
  public boolean said() {
    return minAvailable != null || maxUnavailable != null;
  }

  public static Budget minAvailable(String pods) {
    return new Budget(pods, null);
  }

  public static Budget maxUnavailable(String pods) {
    return new Budget(null, pods);
  }
}
