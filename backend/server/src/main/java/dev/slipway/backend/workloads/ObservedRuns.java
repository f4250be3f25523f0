package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.RunsStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job's runs when its app's status is asked for.
 *
 * @param open runs that have not ended
 * @param newest of these; null when there is none
 * @param last the newest that ended; null when there is none
 * @param suspended whether a cron job's schedule is
 * @param next when a cron job is due; null for jobs, and while it is suspended
 */
record ObservedRuns(
    Kind kind,
    int open,
    @Nullable OpenRun newest,
    @Nullable EndedRun last,
    boolean suspended,
    @Nullable Instant next) {

  /**
   * @param completions null: a queue of work
   */
  record OpenRun(
      int number, boolean suspended, @Nullable Integer completions, int succeeded, int failed) {}

  record EndedRun(int number, String state, @Nullable String problem, Instant at) {}

  RunsStatus view() {
    return new RunsStatus(
        open, last == null ? null : last.state(), last == null ? null : last.at(), next);
  }
}
