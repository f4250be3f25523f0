package dev.slipway.backend.deployments;

import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.networking.PodNetworks;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import dev.slipway.backend.scheduling.fleet.Chooser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a batch of pods their machines and addresses, in one transaction on one picture of the
 * cluster.
 */
@Component
class Placer {
  /** Most that wait are looked at and few of them written. */
  private static final int MOST_LOOKED_AT = 10_000;

  private static final int MOST_PLACED = 1_000;

  private final PlacementRepository pods;
  private final Scheduler scheduler;
  private final PodNetworks networks;
  private final DeploymentEvents events;

  Placer(
      PlacementRepository pods,
      Scheduler scheduler,
      PodNetworks networks,
      DeploymentEvents events) {
    this.pods = pods;
    this.scheduler = scheduler;
    this.networks = networks;
    this.events = events;
  }

  record Placed(int looked, int placed) {}

  @Transactional
  public Placed place(long epoch) {
    List<UnplacedPod> unplaced = pods.unplaced(MOST_LOOKED_AT);
    if (unplaced.isEmpty()) {
      return new Placed(0, 0);
    }
    Chooser chooser = scheduler.snapshot();
    // What one pod of a revision found nowhere, no other of it finds in this round.
    Map<UUID, Nowhere> hopeless = new HashMap<>();
    int placed = 0;
    for (UnplacedPod pod : unplaced) {
      Nowhere known = hopeless.get(pod.shape().id());
      Nowhere nowhere = known == null ? place(epoch, pod, chooser) : known;
      if (nowhere == null) {
        if (++placed == MOST_PLACED) {
          break;
        }
      } else {
        hopeless.put(pod.shape().id(), nowhere);
        fail(epoch, pod, nowhere);
      }
    }
    return new Placed(unplaced.size(), placed);
  }

  /** Null when nothing is left to be done for it. */
  private @Nullable Nowhere place(long epoch, UnplacedPod pod, Chooser chooser) {
    var refused = new HashMap<UUID, String>();
    while (true) {
      switch (chooser.place(pod.shape(), refused)) {
        case On on -> {
          var node = new NodeId(on.node());
          Optional<String> address =
              networks.address(epoch, pod.organization(), pod.environment(), node, pod.id());
          if (address.isPresent() && pods.place(epoch, pod.id(), node, address.get())) {
            String message = "Pod %s goes to %s.".formatted(pod.name(), on.name());
            events.pod(Severity.INFO, pod, node, "PodScheduled", message);
            return null;
          }
          chooser.release(pod.shape(), on.node());
          if (address.isPresent()) {
            return null;
          }
          refused.put(on.node(), "no address left for pods of this environment");
        }
        case Nowhere nowhere -> {
          return nowhere;
        }
      }
    }
  }

  private void fail(long epoch, UnplacedPod pod, Nowhere nowhere) {
    pods.notPlaced(epoch, pod.id(), nowhere);
    // Figures in the sentence change all the time; one event says that the pod waits.
    if (pod.reason() == null) {
      events.pod(Severity.WARNING, pod, null, "FailedScheduling", nowhere.sentence());
    }
  }
}
