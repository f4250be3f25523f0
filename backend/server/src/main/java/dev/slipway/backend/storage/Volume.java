package dev.slipway.backend.storage;

import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.VolumeId;

/**
 * A volume under lock.
 *
 * @param sizeBytes as asked for
 * @param bound whether a pod has ever mounted it
 * @param lost whether the machine with its data was removed
 * @param deleting whether a user asked for its end
 */
record Volume(
    VolumeId id,
    OrganizationId organization,
    ProjectId project,
    EnvironmentId environment,
    Slug name,
    long sizeBytes,
    VolumeAccess access,
    boolean bound,
    boolean lost,
    boolean deleting) {}
