package dev.slipway.backend.autoscaling;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.util.List;

/**
 * An app that is autoscaled, and what was thought of it before.
 *
 * @param replicas pods it wants now
 * @param deployed something of it serves
 * @param settingsText the settings as they stand in its row: by it a change made meanwhile is
 *     noticed
 * @param advice earlier recommendations, oldest first
 * @param conditions of the last look; none before the first
 */
record ScaledApp(
    AppId id,
    OrganizationId organization,
    ProjectId project,
    int replicas,
    boolean stopped,
    boolean deployed,
    Autoscaling settings,
    String settingsText,
    List<Advice> advice,
    List<Condition> conditions) {}
