package dev.slipway.api.deployments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    @Nullable Instant finishedAt) {

  public enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELED
  }
}
