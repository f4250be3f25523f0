package dev.slipway.backend.terminals;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;

/**
 * The pod a terminal is in.
 *
 * @param appName project/environment/app
 */
record Place(
    OrganizationId organization,
    ProjectId project,
    AppId app,
    String appName,
    PodId pod,
    String podName,
    NodeId node) {}
