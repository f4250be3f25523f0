package dev.slipway.backend.jobs;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job or cron job with something in service.
 *
 * @param deployment the one in service
 * @param begunFor the deployment that the newest run by a deployment was made for
 * @param cron of a cron job, as its user wants it now; else null
 * @param schedule schedule and zone as last seen
 * @param settledUntil no time up to this one is looked at again; null before the first look
 */
record JobApp(
    AppId id,
    OrganizationId organization,
    ProjectId project,
    String slug,
    Kind kind,
    DeploymentId deployment,
    @Nullable DeploymentId begunFor,
    @Nullable CronSpec cron,
    @Nullable String schedule,
    @Nullable Instant settledUntil) {}
