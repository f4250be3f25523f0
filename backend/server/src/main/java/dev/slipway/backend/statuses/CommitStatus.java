package dev.slipway.backend.statuses;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;

/**
 * What a forge has yet to be told of a deployment.
 *
 * @param url of the repository
 * @param name of the app as its team knows it: project, environment, app
 * @param attempts that failed
 */
record CommitStatus(
    DeploymentId deployment,
    OrganizationId organization,
    AppId app,
    int number,
    String name,
    String url,
    String commit,
    State state,
    int attempts) {

  enum State {
    PENDING,
    SUCCESS,
    FAILURE,
    CANCELED
  }

  /** A few words beside the state. */
  String description() {
    return switch (state) {
      case PENDING -> "Deployment %d is under way".formatted(number);
      case SUCCESS -> "Deployment %d runs".formatted(number);
      case FAILURE -> "Deployment %d failed".formatted(number);
      case CANCELED -> "Deployment %d was canceled, or gave way to a newer one".formatted(number);
    };
  }
}
