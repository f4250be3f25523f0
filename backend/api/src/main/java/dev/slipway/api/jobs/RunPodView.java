package dev.slipway.api.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a run. What became of it stays known when the pod itself is gone.
 *
 * @param index of an indexed job; else null
 * @param outcome null while it has not ended
 * @param message what happened, with the last line of its log when it failed
 */
public record RunPodView(
    UUID id,
    String name,
    @Nullable Integer index,
    @Nullable String node,
    @Nullable Outcome outcome,
    @Nullable Integer exitCode,
    @Nullable String reason,
    @Nullable String message,
    int restarts,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** Failed, and the job's policy says that it does not count. */
    IGNORED
  }
}
