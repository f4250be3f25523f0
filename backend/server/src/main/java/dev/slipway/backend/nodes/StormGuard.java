package dev.slipway.backend.nodes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When most machines vanish at once it is probably us who are cut off, and then nothing is taken
 * from them: no pod is withdrawn or replaced on account of a silence. Those that only just became
 * silent count too, since machines that vanish together are not noticed in the same second.
 */
@Service
public class StormGuard {
  private static final double SHARE = 0.55;

  private final NodeHealthRepository nodes;

  StormGuard(NodeHealthRepository nodes) {
    this.nodes = nodes;
  }

  /**
   * @param nodes those that ever connected
   * @param silent those of them that are not ready
   * @param unreachable those of the silent ones whose pods would be replaced
   */
  public record Census(int nodes, int silent, int unreachable) {
    public boolean storm() {
      return holds(nodes, silent);
    }
  }

  @Transactional(readOnly = true)
  public Census census() {
    return nodes.census();
  }

  static boolean holds(int nodes, int silent) {
    return nodes > 0 && silent >= SHARE * nodes;
  }
}
