package dev.slipway.api.storage;

import org.jspecify.annotations.Nullable;

/**
 * @param name as apps mount it; unique in the environment
 * @param access null: SINGLE_WRITER
 */
public record CreateVolume(String name, long sizeBytes, @Nullable VolumeAccess access) {}
