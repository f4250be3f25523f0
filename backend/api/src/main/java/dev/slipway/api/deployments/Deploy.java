package dev.slipway.api.deployments;

import org.jspecify.annotations.Nullable;

/**
 * Exactly one of the four.
 *
 * @param ref branch, tag or commit to build; null with the others null or false: the source's
 *     branch
 * @param revision number of an older revision to go back to
 * @param restart true: the running revision once more, pod by pod
 * @param config true: the running image with the config and settings of now, without a build
 */
public record Deploy(
    @Nullable String ref, @Nullable Integer revision, boolean restart, boolean config) {
  public static Deploy branch() {
    return new Deploy(null, null, false, false);
  }

  /**
   * @param ref branch, tag or commit
   */
  public static Deploy of(String ref) {
    return new Deploy(ref, null, false, false);
  }

  public static Deploy revision(int number) {
    return new Deploy(null, number, false, false);
  }

  public static Deploy again() {
    return new Deploy(null, null, true, false);
  }

  /** What runs, with the config of now. */
  public static Deploy reconfigured() {
    return new Deploy(null, null, false, true);
  }
}
