package dev.slipway.api.jobs;

import dev.slipway.api.apps.JobSpec;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, with its counters.
 *
 * @param number counts the app's runs
 * @param name of a cron job's run the app's name and the minute it was due, counted from 1970
 * @param scheduledFor when it was due; null unless a schedule started it
 * @param active its pods that have not ended
 * @param startedAt null before, and while it is suspended
 * @param problemType stable, such as {@code backoff-limit-exceeded}; with {@code problem} for
 *     FAILED and CANCELED
 */
public record RunView(
    UUID id,
    UUID app,
    int number,
    String name,
    Trigger trigger,
    String triggeredBy,
    int revision,
    @Nullable Instant scheduledFor,
    State state,
    Instant stateSince,
    JobSpec spec,
    int active,
    int succeeded,
    int failed,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String problemType,
    @Nullable String problem,
    Instant createdAt) {

  public enum Trigger {
    DEPLOYMENT,
    MANUAL,
    SCHEDULE
  }

  public enum State {
    RUNNING,
    SUSPENDED,
    SUCCEEDED,
    FAILED,
    CANCELED;

    public boolean ended() {
      return this != RUNNING && this != SUSPENDED;
    }
  }
}
