package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.OrganizationId;

/**
 * @param repository the one image repository it may push to
 */
public record RunningBuild(BuildId id, OrganizationId organization, AppId app, String repository) {}
