package dev.slipway.api.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A volume as a user sees it.
 *
 * @param sizeBytes as asked for
 * @param node the machine with its data, also when that was removed; null before the first pod
 * @param usage null until its machine has measured it
 * @param users by name
 * @param problem a sentence of its machine about what is wrong with it
 */
public record VolumeView(
    UUID id,
    UUID environment,
    String name,
    long sizeBytes,
    VolumeAccess access,
    VolumeState state,
    @Nullable String node,
    @Nullable VolumeUsageView usage,
    @Nullable String problem,
    List<VolumeUserView> users,
    String createdBy,
    Instant createdAt) {}
