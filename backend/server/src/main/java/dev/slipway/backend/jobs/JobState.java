package dev.slipway.backend.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run's pods so far, each counted once.
 *
 * @param suspended whether its user wants nothing to run
 * @param startedAt null while it is suspended
 * @param failuresInARow since the last success
 * @param lastFailure null without one
 * @param indexes of an indexed job
 */
record JobState(
    boolean suspended,
    @Nullable Instant startedAt,
    int succeeded,
    int failed,
    int failuresInARow,
    @Nullable Instant lastFailure,
    Indexes indexes) {

  /**
   * @param done those that succeeded
   * @param failures of each, for those that had any
   * @param givenUp those that the failure policy ended
   */
  record Indexes(Set<Integer> done, Map<Integer, Integer> failures, Set<Integer> givenUp) {
    static final Indexes NONE = new Indexes(Set.of(), Map.of(), Set.of());
  }

  static JobState startedAt(Instant at) {
    return new JobState(false, at, 0, 0, 0, null, Indexes.NONE);
  }
}
