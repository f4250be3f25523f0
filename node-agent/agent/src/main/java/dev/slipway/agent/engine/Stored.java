package dev.slipway.agent.engine;

import java.util.List;

/**
 * What lies on the engine's disk.
 *
 * @param layerBytes of all images, each layer counted once
 * @param cacheBytes of the build cache, without what images share with it
 */
public record Stored(
    long layerBytes, long cacheBytes, List<StoredImage> images, List<StoredContainer> containers) {
  public Stored {
    images = List.copyOf(images);
    containers = List.copyOf(containers);
  }

  public long containerBytes() {
    return containers.stream().mapToLong(StoredContainer::writtenBytes).sum();
  }
}
