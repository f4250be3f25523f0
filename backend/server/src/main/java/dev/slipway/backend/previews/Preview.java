package dev.slipway.backend.previews;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.UUID;

/**
 * A preview that is open.
 *
 * @param copy the app that runs instead of the previewed one
 */
record Preview(
    UUID id, OrganizationId organization, AppId copy, EnvironmentId environment, int number) {}
