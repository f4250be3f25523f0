package dev.slipway.agent.sources;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Further attempts at what another machine refused for the moment only.
 *
 * @param pauses before each of them
 */
public record Retry(List<Duration> pauses) {
  /** Of others' machines: together 15 seconds. */
  public static final Retry BRIEF = ofSeconds(1, 2, 4, 8);

  /** Of the control plane, which comes back: together two minutes. */
  public static final Retry PATIENT = ofSeconds(1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15);

  private static Retry ofSeconds(Integer... pauses) {
    return new Retry(Stream.of(pauses).map(Duration::ofSeconds).toList());
  }

  /** What may fail. */
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * @param log is told of each attempt that failed, but the last
   */
  public <T> T of(Attempt<T> attempt, Consumer<String> log)
      throws IOException, InterruptedException {
    for (Duration pause : pauses) {
      try {
        return attempt.run();
      } catch (BuildFailed e) {
        if (!e.passing()) {
          throw e;
        }
        log.accept("%s Trying again in %d s.".formatted(e.getMessage(), pause.toSeconds()));
        Thread.sleep(pause);
      }
    }
    return attempt.run();
  }
}
