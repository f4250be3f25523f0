package dev.slipway.backend.feed;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One object changed.
 *
 * @param kind the table's name
 * @param organization null for what belongs to the platform
 */
public record Change(
    String kind,
    @Nullable OrganizationId organization,
    @Nullable ProjectId project,
    @Nullable AppId app,
    UUID object) {}
