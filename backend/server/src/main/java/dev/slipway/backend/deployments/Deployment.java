package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.kernel.DeploymentId;

/** One rollout of a revision, as the reconciler sees it. */
record Deployment(DeploymentId id, int number, Trigger trigger, DeploymentState state) {
  @Override
  public String toString() {
    return "Deployment " + number;
  }

  String lower() {
    return "deployment " + number;
  }
}
