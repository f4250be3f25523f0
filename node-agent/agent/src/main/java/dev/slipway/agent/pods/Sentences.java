package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Pod;
import java.util.List;

/** Says in a sentence why an app ended. */
final class Sentences {
  private static final int MOST_LETTERS = 300;
  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;

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
      return new PodMemory.Failure(Causes.reason(why), why);
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
      case NOT_FOUND ->
          new PodMemory.Failure(
              "StartError",
              "The app's command, or one its script calls, was not found (code 127): look at the command and at what is in the image. %s"
                  .formatted(said));
      case NOT_RUNNABLE ->
          new PodMemory.Failure(
              "ContainerCannotRun",
              "The app's command was found, but could not be run (code 126): is it executable, and made for this kind of processor? %s"
                  .formatted(said));
      case Restart.KILLED ->
          new PodMemory.Failure(
              "Error",
              "The app was killed from outside (code 137, SIGKILL), and not for using more than its memory. "
                  + said);
      default ->
          new PodMemory.Failure(
              "Error",
              "The app ended with code %d%s. %s"
                  .formatted(end.code(), Signals.words(end.code()), said));
    };
  }

  static String shortened(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
  }
}
