package dev.slipway.agent.builds;

import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Failure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the builder says when it fails, in the words of somebody who has to mend it. */
final class BuildErrors {
  private static final Pattern EXIT = Pattern.compile("exit code:? ?(\\d+)|non-zero code: (\\d+)");
  private static final Pattern WRAPPING =
      Pattern.compile(
          "^(failed to solve( with frontend [\\w.]+)?|failed to create LLB definition): ");

  private BuildErrors() {}

  /**
   * @param step the failing one; may be empty
   * @param outOfMemory the kernel ended one of the build's processes
   */
  static BuildFailed explain(String error, String step, boolean outOfMemory, long memoryBytes) {
    String said = unwrapped(error);
    String lower = said.toLowerCase(Locale.ROOT);
    int code = exitCode(said);
    if (outOfMemory || code == 137) {
      return new BuildFailed(
          Failure.BUILD_OUT_OF_MEMORY,
          "The build needed more than its %d MiB of memory%s: make it need less, or ask an operator for a higher limit."
              .formatted(memoryBytes >> 20, step.isEmpty() ? "" : " in step '" + step + "'"));
    }
    if (code >= 0) {
      return new BuildFailed(
          Failure.BUILD_FAILED,
          "%s ended with exit code %d: the lines before it in the log say why."
              .formatted(step.isEmpty() ? "A step" : "The step '" + step + "'", code));
    }
    if (lower.contains("dockerfile parse error")
        || lower.contains("unknown instruction")
        || lower.contains("the dockerfile")
        || lower.contains("unknown flag")
        || lower.contains("target stage")) {
      return new BuildFailed(
          Failure.DOCKERFILE_INVALID, "The Dockerfile is not valid: " + said + ".");
    }
    if (lower.contains("pull access denied")
        || lower.contains("failed to resolve source metadata")
        || lower.contains("manifest unknown")
        || lower.contains("docker.io")) {
      return new BuildFailed(
          Failure.BASE_IMAGE_MISSING, "An image the Dockerfile names cannot be had: " + said + ".");
    }
    if (lower.contains("no space left on device")) {
      return new BuildFailed(Failure.DISK_LOW, "The node's disk was full during the build.");
    }
    String where = step.isEmpty() ? "" : " in step '" + step + "'";
    return new BuildFailed(Failure.BUILD_FAILED, "The build failed" + where + ": " + said + ".");
  }

  private static String unwrapped(String error) {
    String said = error.strip();
    for (Matcher m = WRAPPING.matcher(said); m.find(); m = WRAPPING.matcher(said)) {
      said = said.substring(m.end());
    }
    return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
  }

  private static int exitCode(String error) {
    Matcher exit = EXIT.matcher(error);
    if (!exit.find()) {
      return -1;
    }
    return Integer.parseInt(exit.group(1) == null ? exit.group(2) : exit.group(1));
  }
}
