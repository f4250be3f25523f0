package dev.slipway.agent.engine;

import java.time.Instant;
import java.util.List;

/**
 * An image that takes room on the engine's disk.
 *
 * @param names by which it can be asked for: tags and digests; empty when it has lost them all
 * @param ownBytes of its layers that no other image shares: what its removal frees at least
 * @param made when it was built, as it says itself
 */
public record StoredImage(
    String id, List<String> names, long sizeBytes, long ownBytes, Instant made) {
  public StoredImage {
    names = List.copyOf(names);
  }
}
