package dev.slipway.api.placement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where pods would go, were they deployed now. Nothing is reserved.
 *
 * @param nodes those that would take some, by name
 * @param unplaced how many pods would find no node
 * @param sentence why not; null when all find one
 * @param refusals why not, counted; empty when all find one
 */
public record PlacementView(
    List<OnNode> nodes, int unplaced, @Nullable String sentence, List<NodeRefusal> refusals) {

  public record OnNode(String node, int pods) {}
}
