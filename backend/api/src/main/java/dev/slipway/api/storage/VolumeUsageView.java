package dev.slipway.api.storage;

import java.time.Instant;

/**
 * What its machine last measured.
 *
 * @param sizeBytes that fit in it; a little less than was asked for, the file system takes its part
 * @param mostFiles that fit in it
 * @param enforced false when its machine can only measure it: apps can write beyond the size then
 */
public record VolumeUsageView(
    long usedBytes, long sizeBytes, long files, long mostFiles, boolean enforced, Instant at) {}
