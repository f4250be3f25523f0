package dev.slipway.backend.deployments;

import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.networking.PodNetworks;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.fleet.Choice;
import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import dev.slipway.backend.scheduling.fleet.Chooser;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Refusal;
import dev.slipway.backend.storage.Claim.Free;
import dev.slipway.backend.storage.Claim.Later;
import dev.slipway.backend.storage.Claim.Never;
import dev.slipway.backend.storage.Claims;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
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
  private final Claims claims;
  private final DeploymentEvents events;

  Placer(
      PlacementRepository pods,
      Scheduler scheduler,
      PodNetworks networks,
      Claims claims,
      DeploymentEvents events) {
    this.pods = pods;
    this.scheduler = scheduler;
    this.networks = networks;
    this.claims = claims;
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
    unplaced.forEach(pod -> kept(pod, chooser::keep));
    // What keeps one pod of a revision waiting keeps all others of it in this round.
    Map<UUID, Wait> waits = new HashMap<>();
    int placed = 0;
    for (UnplacedPod pod : unplaced) {
      boolean like = pod.onlyNode() == null && pod.nominatedNode() == null;
      Wait known = like ? waits.get(pod.shape().id()) : null;
      kept(pod, chooser::give);
      Wait wait = known == null ? place(epoch, pod, chooser) : known;
      if (wait == null) {
        if (++placed == MOST_PLACED) {
          break;
        }
      } else {
        kept(pod, chooser::keep);
        if (like) {
          waits.put(pod.shape().id(), wait);
        }
        waits(epoch, pod, wait);
      }
    }
    return new Placed(unplaced.size(), placed);
  }

  /** What is done with the room that is kept for it. */
  private static void kept(UnplacedPod pod, BiConsumer<PodShape, UUID> what) {
    if (pod.nominatedNode() != null) {
      what.accept(pod.shape(), pod.nominatedNode());
    }
  }

  /**
   * Why a pod has no machine.
   *
   * @param refusals counted, when it was machines that refused
   * @param trouble false when what it waits for is on its way
   */
  private record Wait(String sentence, List<NodeRefusal> refusals, boolean trouble) {}

  private @Nullable Wait place(long epoch, UnplacedPod pod, Chooser chooser) {
    return switch (claims.look(pod.organization(), pod.environment(), pod.app(), pod.spec())) {
      case Free claim -> place(epoch, pod, claim, chooser);
      case Later(var sentence) -> new Wait(sentence, List.of(), false);
      case Never(var sentence) -> new Wait(sentence, List.of(), true);
    };
  }

  /** Null when nothing is left to be done for it. */
  private @Nullable Wait place(long epoch, UnplacedPod pod, Free claim, Chooser chooser) {
    PodShape shape = pod.shape().mounting(claim.ids());
    var refused = new HashMap<UUID, String>(claim.refused());
    while (true) {
      switch (choice(pod, shape, chooser, refused)) {
        case On on -> {
          var node = new NodeId(on.node());
          Optional<String> address =
              networks.address(epoch, pod.organization(), pod.environment(), node, pod.id());
          if (address.isPresent() && pods.place(epoch, pod.id(), node, address.get())) {
            claims.take(epoch, claim, pod.app(), pod.id(), node);
            String message = "Pod %s goes to %s.".formatted(pod.name(), on.name());
            events.pod(Severity.INFO, pod, node, "PodScheduled", message);
            return null;
          }
          chooser.release(shape, on.node());
          if (address.isPresent()) {
            return null;
          }
          refused.put(on.node(), "no address left for pods of this environment");
        }
        case Nowhere nowhere -> {
          return new Wait(nowhere.sentence(), Refusals.of(nowhere), true);
        }
      }
    }
  }

  private static Choice choice(
      UnplacedPod pod, PodShape shape, Chooser chooser, Map<UUID, String> refused) {
    UUID only = pod.onlyNode();
    if (only == null) {
      return chooser.place(shape, refused);
    }
    String said = refused.get(only);
    return said == null
        ? chooser.placeOn(shape, only)
        : new Nowhere(Map.of(new Refusal.Elsewhere(said), 1), shape.requests());
  }

  private void waits(long epoch, UnplacedPod pod, Wait wait) {
    pods.notPlaced(epoch, pod.id(), wait.sentence(), wait.refusals());
    // Figures in the sentence change all the time; one event says that the pod waits.
    if (wait.trouble() && pod.reason() == null) {
      events.pod(Severity.WARNING, pod, null, "FailedScheduling", wait.sentence());
    }
  }
}
