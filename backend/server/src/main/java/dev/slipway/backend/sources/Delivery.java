package dev.slipway.backend.sources;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a webhook and what became of it.
 *
 * @param delivery the forge's id of it, the same when it is sent again
 */
record Delivery(
    UUID id,
    String delivery,
    String event,
    Verdict verdict,
    String reason,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable String before,
    @Nullable Instant pushedAt,
    @Nullable UUID deployment) {

  enum Verdict {
    DEPLOYED,
    SKIPPED,
    SUPERSEDED,
    BAD_SIGNATURE,
    FAILED
  }

  Delivery with(Verdict newVerdict, String newReason, @Nullable UUID newDeployment) {
    return new Delivery(
        id, delivery, event, newVerdict, newReason, ref, commit, before, pushedAt, newDeployment);
  }
}
