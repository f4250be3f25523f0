package dev.slipway.backend.deployments;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod that should run, with what its node says of it.
 *
 * @param placed whether it has a node
 * @param lost whether its node does not answer: it may run there, and nobody knows
 * @param routed whether every ingress node sends it requests
 * @param reason CamelCase word of the node for the last trouble
 * @param message sentence of the node, or of the scheduler while it has none
 * @param evictedAt since when it has to go from where it is; null: it has not
 */
record Pod(
    PodId id,
    DeploymentId deployment,
    String name,
    boolean placed,
    boolean lost,
    Phase phase,
    boolean ready,
    @Nullable Instant readySince,
    boolean routed,
    int restarts,
    @Nullable Integer exitCode,
    @Nullable String reason,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant evictedAt) {

  boolean evicted() {
    return evictedAt != null;
  }

  /**
   * @param web whether it serves requests, and so has to be reachable to be of use
   */
  Member member(boolean web, Duration minReady, Instant now) {
    Instant since = readySince == null ? createdAt : readySince;
    boolean serves = ready && !lost && (routed || !web);
    boolean longEnough = minReady.isZero() || !since.plus(minReady).isAfter(now);
    return new Member(id, serves && longEnough, ready, placed, createdAt);
  }
}
