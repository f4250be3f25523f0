package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.scheduling.fleet.PodShape;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pod that should run and has no machine yet.
 *
 * @param onlyNode where a daemon's pod goes or nowhere; null: where there is room
 * @param nominatedNode where room is being made for it
 * @param reason why not, as last found; null before the first try
 * @param refused whether it was machines that refused it
 * @param preemption why ending pods of lower priority does not help it; null when nobody has looked
 */
record UnplacedPod(
    PodId id,
    OrganizationId organization,
    ProjectId project,
    EnvironmentId environment,
    AppId app,
    DeploymentId deployment,
    String name,
    AppSpec spec,
    PodShape shape,
    @Nullable UUID onlyNode,
    @Nullable UUID nominatedNode,
    @Nullable String reason,
    boolean refused,
    @Nullable String preemption) {}
