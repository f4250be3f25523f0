package dev.slipway.api.storage;

import java.util.UUID;

/**
 * An app that mounts the volume, by its spec or by a pod it still has.
 *
 * @param path where the app finds it
 * @param running whether a pod of it has the volume now
 */
public record VolumeUserView(
    UUID app, String slug, String path, boolean readOnly, boolean running) {}
