package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.UUID;

/**
 * A node that has a pod of a daemon: it takes pods, has the labels that are asked for, and no taint
 * that the daemon does not tolerate. Closed for new pods or not.
 *
 * @param answers false: what runs there is left alone, and nothing new is begun
 */
public record DaemonNode(UUID id, boolean answers) {
  public static List<DaemonNode> of(PodShape shape, List<NodeFacts> nodes) {
    return nodes.stream()
        .filter(node -> takes(shape, node))
        .map(node -> new DaemonNode(node.id(), node.answers()))
        .toList();
  }

  /** What ails a node is no reason to end what runs there. */
  private static boolean takes(PodShape shape, NodeFacts node) {
    return node.takesPods() && Filters.unsuited(shape, node) == null;
  }
}
