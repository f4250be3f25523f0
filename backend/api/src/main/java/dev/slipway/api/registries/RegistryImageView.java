package dev.slipway.api.registries;

/**
 * A tag in a registry of the organization's own, and the image it stands for now.
 *
 * @param bytes as stored, compressed; of an image for several machines those of all
 */
public record RegistryImageView(String tag, String digest, long bytes) {}
