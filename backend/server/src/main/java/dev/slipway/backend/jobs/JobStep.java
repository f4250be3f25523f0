package dev.slipway.backend.jobs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done next for a run. */
sealed interface JobStep {
  /** All pods that still run are ended. */
  record Complete() implements JobStep {}

  /**
   * All pods that still run are ended.
   *
   * @param type stable, such as {@code deadline-exceeded}
   * @param sentence for people
   */
  record Fail(String type, String sentence) implements JobStep {}

  /** All pods are ended and its time does not count. */
  record Suspend() implements JobStep {}

  /**
   * @param create how many pods are to be made
   * @param indexes one for each of them; empty for jobs without
   * @param end pods to be ended
   * @param lookAgain at this time, unless something happens before; null: only then
   */
  record Run(int create, List<Integer> indexes, List<UUID> end, @Nullable Instant lookAgain)
      implements JobStep {}
}
