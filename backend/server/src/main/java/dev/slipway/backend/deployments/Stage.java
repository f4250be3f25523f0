package dev.slipway.backend.deployments;

/**
 * What one step has recorded; after each the control plane may be killed, and must find its way
 * from there.
 */
enum Stage {
  NOT_BUILT("deployment.not-built"),
  REVISION_CREATED("deployment.revision-created"),
  BEGUN("deployment.begun"),
  PODS_CREATED("deployment.pods-created"),
  PROGRESSED("deployment.progressed"),
  OLD_DRAINED("deployment.old-drained"),
  COMPLETE("deployment.complete"),
  ABORTED("deployment.aborted"),
  RETURNED("deployment.returned");

  private final String crashPoint;

  Stage(String crashPoint) {
    this.crashPoint = crashPoint;
  }

  String crashPoint() {
    return crashPoint;
  }
}
