package dev.slipway.backend.jobs;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that has not ended, locked: whoever moves it holds its row. */
record OpenRun(
    RunId id,
    OrganizationId organization,
    ProjectId project,
    AppId app,
    DeploymentId deployment,
    int number,
    String name,
    JobSpec spec,
    boolean suspended,
    boolean cancelRequested,
    State state,
    @Nullable Instant startedAt,
    Counters counters) {}
