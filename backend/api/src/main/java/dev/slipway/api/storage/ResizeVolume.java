package dev.slipway.api.storage;

/**
 * @param sizeBytes at least what it is now: a file system in use cannot be made smaller
 */
public record ResizeVolume(long sizeBytes) {}
