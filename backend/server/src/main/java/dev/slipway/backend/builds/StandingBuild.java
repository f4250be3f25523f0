package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/** How a build stands in the queue, as far as reports about it are concerned. */
record StandingBuild(
    BuildId id,
    OrganizationId organization,
    AppId app,
    @Nullable NodeId node,
    boolean running,
    int attempt) {

  boolean runsOn(NodeId reporter) {
    return running && reporter.equals(node);
  }
}
