package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An app, locked: whoever moves its pods holds its row.
 *
 * @param paused whether rollouts stay where they are
 * @param resumedAt when they last went on; null when they always did
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
    boolean paused,
    @Nullable Instant resumedAt,
    @Nullable DeploymentId current) {
  /** The same with another number of pods. */
  RolloutApp wanting(int pods) {
    return new RolloutApp(
        id, organization, project, environment, slug, kind, pods, paused, resumedAt, current);
  }

  /** Whether it serves requests. */
  boolean web() {
    return kind == Kind.WEB;
  }
}
