package dev.slipway.backend.nodes;

/**
 * When most machines vanish at once it is probably us who are cut off, and then nothing is taken
 * from them: no pod is withdrawn or replaced on account of a silence.
 */
public final class StormGuard {
  private static final double SHARE = 0.55;

  private StormGuard() {}

  /**
   * @param nodes those that ever connected
   */
  public static boolean holds(int nodes, int unreachable) {
    return nodes > 0 && unreachable > SHARE * nodes;
  }
}
