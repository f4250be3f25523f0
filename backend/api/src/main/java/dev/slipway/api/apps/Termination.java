package dev.slipway.api.apps;

import org.jspecify.annotations.Nullable;

/**
 * How an app is asked to end, within {@link AppSpec#terminationGraceSeconds}: first what is to be
 * done before, then the signal; what runs on after that is killed.
 *
 * @param stopSignal such as {@code SIGQUIT}; null: the one the image names, or SIGTERM
 * @param preStop null: nothing
 */
public record Termination(@Nullable String stopSignal, @Nullable Hook preStop) {
  public static final Termination USUAL = new Termination(null, null);

  public static Termination with(@Nullable String stopSignal, @Nullable Hook preStop) {
    return new Termination(stopSignal, preStop);
  }
}
