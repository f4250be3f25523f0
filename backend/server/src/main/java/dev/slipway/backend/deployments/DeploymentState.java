package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.RevisionId;
import java.time.Instant;

/** Where a deployment stands that has not ended. Each state carries exactly what is known in it. */
sealed interface DeploymentState {

  /** Waits for its image. */
  record Building(BuildId build) implements DeploymentState {}

  /** Has its revision and waits for its turn. */
  record Pending(RevisionId revision) implements DeploymentState {}

  /**
   * Pods are being replaced.
   *
   * @param progressAt when the rollout last got closer
   * @param progress the most new pods that were available at once
   */
  record Progressing(RevisionId revision, Instant progressAt, int progress, boolean cancelRequested)
      implements DeploymentState {}

  /** The pods of the deployment that served before come back. */
  record Aborting(RevisionId revision, Instant since, Trouble trouble) implements DeploymentState {}

  record Ended() implements DeploymentState {}
}
