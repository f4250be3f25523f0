package dev.slipway.api.deployments;

import org.jspecify.annotations.Nullable;

/**
 * Exactly one of the three.
 *
 * @param ref branch, tag or commit to build; null with both others null or false: the source's
 *     branch
 * @param revision number of an older revision to go back to
 * @param restart true: the running revision once more, pod by pod
 */
public record Deploy(@Nullable String ref, @Nullable Integer revision, boolean restart) {
  public static Deploy branch() {
    return new Deploy(null, null, false);
  }

  public static Deploy revision(int number) {
    return new Deploy(null, number, false);
  }

  public static Deploy again() {
    return new Deploy(null, null, true);
  }
}
