package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Everything, in turns: what no change told of is noticed too, and a large installation is not
 * looked at whole at once.
 */
final class Sweep {
  private static final int TURNS = 12;

  /** A small installation is one turn. */
  private static final int LEAST = 200;

  private final Queue<NodeId> nodes = new ArrayDeque<>();
  private final Queue<UUID> apps = new ArrayDeque<>();
  private int each;

  /**
   * @param everything asked for when all had their turn
   */
  Touched next(Supplier<Touched> everything) {
    if (nodes.isEmpty() && apps.isEmpty()) {
      Touched all = everything.get();
      nodes.addAll(all.nodes());
      apps.addAll(all.apps());
      each = Math.max(LEAST, (nodes.size() + apps.size()) / TURNS);
    }
    Touched turn = Touched.nothing();
    for (int i = 0; i < each && !nodes.isEmpty(); i++) {
      turn.nodes().add(nodes.remove());
    }
    for (int i = turn.nodes().size(); i < each && !apps.isEmpty(); i++) {
      turn.apps().add(apps.remove());
    }
    return turn;
  }
}
