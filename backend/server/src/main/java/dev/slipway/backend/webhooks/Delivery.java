package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a webhook and what became of it.
 *
 * @param delivery the forge's id of it, the same when it is sent again
 * @param original the delivery it repeats
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
    @Nullable UUID deployment,
    @Nullable UUID original) {

  static Delivery of(UUID id, String delivery, String event, Verdict verdict, String reason) {
    return new Delivery(id, delivery, event, verdict, reason, null, null, null, null, null, null);
  }

  Delivery with(Verdict newVerdict, String newReason, @Nullable UUID newDeployment) {
    return new Delivery(
        id,
        delivery,
        event,
        newVerdict,
        newReason,
        ref,
        commit,
        before,
        pushedAt,
        newDeployment,
        original);
  }

  Delivery about(
      @Nullable String newRef,
      @Nullable String newCommit,
      @Nullable String newBefore,
      @Nullable Instant newPushedAt) {
    return new Delivery(
        id,
        delivery,
        event,
        verdict,
        reason,
        newRef,
        newCommit,
        newBefore,
        newPushedAt,
        deployment,
        original);
  }

  /** The same in another row: the one of its first try. */
  Delivery at(UUID row) {
    return new Delivery(
        row, delivery, event, verdict, reason, ref, commit, before, pushedAt, deployment, original);
  }

  Delivery repeats(UUID newOriginal) {
    return new Delivery(
        id,
        delivery,
        event,
        verdict,
        reason,
        ref,
        commit,
        before,
        pushedAt,
        deployment,
        newOriginal);
  }
}
