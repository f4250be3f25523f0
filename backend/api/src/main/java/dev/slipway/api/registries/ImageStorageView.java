package dev.slipway.api.registries;

/**
 * What a project's images take.
 *
 * @param bytes of all layers, each counted once
 * @param complete false when there are so many images that not all were counted
 */
public record ImageStorageView(long bytes, int images, boolean complete) {}
