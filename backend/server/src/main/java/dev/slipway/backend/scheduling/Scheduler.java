package dev.slipway.backend.scheduling;

import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.DaemonNode;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Preemption;
import dev.slipway.backend.scheduling.fleet.Victim;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  /**
   * To find out who would have to end for whom, once what ends already is gone. Needs a transaction
   * around it.
   *
   * @param allowed how many pods of each app may be missing further
   */
  public Preemption preemption(Collection<Victim> victims, Map<UUID, Integer> allowed) {
    return new Preemption(fleet.settled(), victims, allowed);
  }

  /** The nodes that have a pod of such a daemon. Needs a transaction around it. */
  public List<DaemonNode> daemonNodes(PodShape shape) {
    return DaemonNode.of(shape, fleet.nodes());
  }
}
