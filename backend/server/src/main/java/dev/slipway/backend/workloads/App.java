package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants of an app.
 *
 * @param current the deployment whose pods serve now; null before the first one is complete
 * @param version raised by every change a user makes
 */
public record App(
    AppId id,
    OrganizationId organization,
    ProjectId project,
    EnvironmentId environment,
    Slug slug,
    AppView.Kind kind,
    AppSource source,
    AppSpec spec,
    int replicas,
    @Nullable DeploymentId current,
    long version) {
  App with(AppSpec changed) {
    return new App(
        id,
        organization,
        project,
        environment,
        slug,
        kind,
        source,
        changed,
        replicas,
        current,
        version);
  }

  App with(int pods) {
    return new App(
        id, organization, project, environment, slug, kind, source, spec, pods, current, version);
  }
}
