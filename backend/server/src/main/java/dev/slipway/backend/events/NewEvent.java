package dev.slipway.backend.events;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Something the platform did or saw.
 *
 * @param reason CamelCase and stable, such as {@code RolloutCompleted}
 * @param message a sentence for people: what happened, why, what to do
 */
public record NewEvent(
    Severity severity,
    String reason,
    String message,
    @Nullable OrganizationId organization,
    @Nullable ProjectId project,
    @Nullable AppId app,
    @Nullable DeploymentId deployment,
    @Nullable PodId pod,
    @Nullable NodeId node) {

  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }
}
