package dev.slipway.backend.repositories;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for a node and, once it has one, its answer.
 *
 * @param commit the branch is at; null while nobody knows, or when it could not be seen
 */
record Check(
    UUID id,
    OrganizationId organization,
    @Nullable AppId app,
    Purpose purpose,
    String url,
    String ref,
    @Nullable UUID credential,
    boolean answered,
    @Nullable String commit,
    @Nullable String failureType,
    @Nullable String failure,
    Instant createdAt) {

  enum Purpose {
    /** Somebody waits for it. */
    TEST,
    POLL
  }
}
