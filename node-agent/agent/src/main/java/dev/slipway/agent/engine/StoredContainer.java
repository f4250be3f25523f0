package dev.slipway.agent.engine;

import java.util.Map;

/**
 * A container that takes room, whoever made it.
 *
 * @param writtenBytes on top of its image
 */
public record StoredContainer(String imageId, Map<String, String> labels, long writtenBytes) {
  public StoredContainer {
    labels = Map.copyOf(labels);
  }
}
