package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Pod;
import java.util.List;

/** Says in a sentence why an app ended. */
final class Sentences {
  private static final int MOST_LETTERS = 300;
  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;
  private static final int KILLED = 137;

  private Sentences() {}

  /**
   * @param why what we ended it for, empty if it ended by itself
   * @param lastLines of its log, oldest first
   */
  static PodMemory.Failure ofEnd(
      Pod pod, Container.Exited end, String why, List<String> lastLines) {
    if (end.outOfMemory()) {
      return new PodMemory.Failure(
          "OOMKilled",
          "The app used more than its %d MiB of memory and was ended. Raise its limit, or make it use less."
              .formatted(pod.getMemoryBytes() >> 20));
    }
    if (!why.isEmpty()) {
      return new PodMemory.Failure("ProbeFailed", why);
    }
    String line = lastLines.isEmpty() ? "" : shortened(lastLines.getLast().strip());
    String said = line.isEmpty() ? "It wrote nothing to its log." : "Its last line: " + line;
    return switch (end.code()) {
      case 0 ->
          new PodMemory.Failure(
              "Completed",
              Restart.ends(pod.getRestart())
                  ? "The app has done its work. " + said
                  : "The app ended by itself with code 0, but has to go on running. " + said);
      case NOT_FOUND, NOT_RUNNABLE ->
          new PodMemory.Failure(
              "StartError",
              "The app's command could not be run (code %d): look at the command and at what is in the image. %s"
                  .formatted(end.code(), said));
      case KILLED -> new PodMemory.Failure("Error", "The app was killed (code 137). " + said);
      default ->
          new PodMemory.Failure(
              "Error", "The app ended with code %d. %s".formatted(end.code(), said));
    };
  }

  static String shortened(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }
}
