package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.Instant;

/**
 * An image whose digest is to be found.
 *
 * @param repository with its host, or without in the built-in registry
 * @param reference a tag, a digest, or {@code tag@digest}
 */
public record QueuedImage(
    BuildId build,
    OrganizationId organization,
    ProjectId project,
    String repository,
    String reference,
    Instant queuedAt) {}
