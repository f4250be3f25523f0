package dev.slipway.backend.builds;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/** A build that waits for a node; {@code attempts} counts the runs begun before. */
record QueuedBuild(
    BuildId id,
    OrganizationId organization,
    AppId app,
    AppSource source,
    String ref,
    @Nullable String commit,
    String repository,
    int attempts) {

  ClaimedBuild on(NodeId node, BuildSecret secret) {
    return new ClaimedBuild(
        id, organization, app, source, ref, commit, repository, attempts + 1, node, secret);
  }
}
