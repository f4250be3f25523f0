package dev.slipway.backend.builds;

import dev.slipway.protocol.BuildFailure;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Why there is no image.
 *
 * @param type stable, for scripts
 * @param sentence for people: what happened and what to do
 */
record BuildFailed(String type, String sentence) {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{1,40}");
  private static final String DISK_LOW = "disk-low";
  private static final int LONGEST = 2000;

  /** A node's words are kept, but cannot break what shows them. */
  static BuildFailed told(BuildFailure failure) {
    String type = TYPE.matcher(failure.getType()).matches() ? failure.getType() : "builder-error";
    String sentence = failure.getMessage().replace('\0', ' ').strip();
    if (sentence.isEmpty()) {
      return new BuildFailed(
          type, "The build failed and its node did not say why. See the build's log.");
    }
    return new BuildFailed(
        type, sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "…");
  }

  /** The node had no room for it, and another may have. */
  boolean ofTheDisk() {
    return type.equals(DISK_LOW);
  }

  static BuildFailed tookTooLong(Duration timeout) {
    return new BuildFailed(
        "build-timeout",
        "The build was stopped after %d minutes. See its log for the step that took so long."
            .formatted(timeout.toMinutes()));
  }

  static BuildFailed nodeLost(int attempts) {
    return new BuildFailed(
        "builder-error",
        ("The node that ran the build went away, %d times in a row. Deploy again; if it goes on, see whether the"
                + " builds need more memory or disk than the node has.")
            .formatted(attempts));
  }

  static BuildFailed noDigest() {
    return new BuildFailed(
        "builder-error", "The node reported an image without a usable digest. Deploy again.");
  }
}
