package dev.slipway.api.deployments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param existing nothing is built: the image is there already, and its digest is looked for
 * @param waiting why it has not begun yet, when there is more to say than that others come first
 */
public record BuildView(
    UUID id,
    State state,
    String ref,
    @Nullable String commit,
    @Nullable String subject,
    @Nullable String author,
    @Nullable String node,
    @Nullable String image,
    @Nullable Long imageBytes,
    @Nullable String failureType,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    boolean existing,
    @Nullable String waiting) {

  public BuildView waitingFor(String reason) {
    return new BuildView(
        id,
        state,
        ref,
        commit,
        subject,
        author,
        node,
        image,
        imageBytes,
        failureType,
        failure,
        createdAt,
        startedAt,
        finishedAt,
        existing,
        reason);
  }

  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELED
  }
}
