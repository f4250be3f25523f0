package dev.slipway.backend.builds;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A build given to a node, with all its order needs.
 *
 * @param repository image repository, which is also the path of the app's own git address
 * @param attempt number of this run, from 1
 */
record ClaimedBuild(
    BuildId id,
    OrganizationId organization,
    AppId app,
    AppSource source,
    String ref,
    @Nullable String commit,
    String repository,
    int attempt,
    NodeId node,
    BuildSecret secret) {}
