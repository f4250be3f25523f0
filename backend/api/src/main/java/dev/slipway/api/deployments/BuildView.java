package dev.slipway.api.deployments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param existing nothing is built: the image is there already, and its digest is looked for
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
    boolean existing) {

  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELED
  }
}
