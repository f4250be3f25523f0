package dev.slipway.backend.scheduling;

import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.DaemonNode;
import dev.slipway.backend.scheduling.fleet.PodShape;
import java.util.List;
import org.springframework.stereotype.Service;

/** Hands out pictures of the cluster to place pods on. */
@Service
public class Scheduler {
  private final FleetRepository fleet;

  Scheduler(FleetRepository fleet) {
    this.fleet = fleet;
  }

  /**
   * One for a whole batch of pods. Needs a transaction around it; only the leader places pods, so
   * nothing else books meanwhile.
   */
  public Chooser snapshot() {
    return new Chooser(fleet.current());
  }

  /** The nodes that have a pod of such a daemon. Needs a transaction around it. */
  public List<DaemonNode> daemonNodes(PodShape shape) {
    return DaemonNode.of(shape, fleet.nodes());
  }
}
