package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * An app, locked: whoever moves its pods holds its row.
 *
 * @param current the deployment whose pods serve outside of rollouts
 */
record RolloutApp(
    AppId id,
    OrganizationId organization,
    ProjectId project,
    EnvironmentId environment,
    String slug,
    Kind kind,
    int replicas,
    @Nullable DeploymentId current) {
  /** Whether it serves requests. */
  boolean web() {
    return kind == Kind.WEB;
  }
}
