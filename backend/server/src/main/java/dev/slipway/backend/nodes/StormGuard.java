package dev.slipway.backend.nodes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When most machines vanish at once it is probably us who are cut off, and then nothing is taken
 * from them: no pod is withdrawn or replaced on account of a silence. Those that only just became
 * silent count too, since machines that vanish together are not noticed in the same second, and
 * those that came back a moment ago, since they do not return in the same second either.
 */
@Service
public class StormGuard {
  private static final double SHARE = 0.55;

  private final NodeHealthRepository nodes;
  private final DetectionProperties detection;

  StormGuard(NodeHealthRepository nodes, DetectionProperties detection) {
    this.nodes = nodes;
    this.detection = detection;
  }

  /**
   * @param nodes those that ever connected
   * @param silent those of them that are not ready
   * @param unreachable those of the silent ones whose pods would be replaced
   * @param returned those that are ready, and were unreachable until less time ago than it takes to
   *     become it
   */
  public record Census(int nodes, int silent, int unreachable, int returned) {
    public boolean storm() {
      return holds(nodes, silent + returned);
    }
  }

  @Transactional(readOnly = true)
  public Census census() {
    return nodes.census(detection.unreachableAfter());
  }

  static boolean holds(int nodes, int silent) {
    return nodes > 0 && silent >= SHARE * nodes;
  }
}
