package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence how a container beside the app is. */
final class CompanionSentences {
  private static final String APP = "The app";

  private CompanionSentences() {}

  /**
   * @param why what we ended it for, empty if it ended by itself
   * @param lastLines of its log, oldest first
   */
  static PodMemory.Failure ofEnd(
      CompanionView companion, Container.Exited end, String why, List<String> lastLines) {
    long memory = companion.told() == null ? 0 : companion.told().getMemoryBytes();
    String name = "The " + companion.title();
    if (end.outOfMemory()) {
      return new PodMemory.Failure(
          "OOMKilled",
          "%s used more than its %d MiB of memory and was ended. Raise its limit, or make it use less."
              .formatted(name, memory >> 20));
    }
    if (!why.isEmpty()) {
      return new PodMemory.Failure("ProbeFailed", why);
    }
    String line = lastLines.isEmpty() ? "" : Sentences.shortened(lastLines.getLast().strip());
    String said = line.isEmpty() ? "It wrote nothing to its log." : "Its last line: " + line;
    return switch (end.code()) {
      case 0 ->
          new PodMemory.Failure(
              "Completed",
              companion.init()
                  ? name + " has done its work."
                  : "%s ended by itself with code 0, but has to go on running. %s"
                      .formatted(name, said));
      case 126, 127 ->
          new PodMemory.Failure(
              "StartError",
              "The command of the %s could not be run (code %d): look at the command and at what is in the image. %s"
                  .formatted(companion.title(), end.code(), said));
      default ->
          new PodMemory.Failure(
              "Error", "%s ended with code %d. %s".formatted(name, end.code(), said));
    };
  }

  /** What probes found, about it instead of the app. */
  static Health about(CompanionView companion, Health felt) {
    PodMemory.Failure trouble = felt.trouble();
    return new Health(
        felt.ready(),
        felt.started(),
        about(companion, felt.dead()),
        trouble == null
            ? null
            : new PodMemory.Failure(trouble.reason(), said(companion, trouble.message())),
        felt.graceSeconds());
  }

  private static @Nullable String about(CompanionView companion, @Nullable String sentence) {
    return sentence == null ? null : said(companion, sentence);
  }

  private static String said(CompanionView companion, String sentence) {
    return sentence.startsWith(APP)
        ? "The " + companion.title() + sentence.substring(APP.length())
        : sentence;
  }
}
