package dev.slipway.backend.deployments;

import static java.util.stream.Collectors.toSet;

import dev.slipway.backend.deployments.PreemptionRepository.Eligible;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.scheduling.Scheduler;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Preempted;
import dev.slipway.backend.scheduling.fleet.Preempted.Helpless;
import dev.slipway.backend.scheduling.fleet.Preempted.Nominated;
import dev.slipway.backend.scheduling.fleet.Preempted.Unneeded;
import dev.slipway.backend.scheduling.fleet.Preemption;
import dev.slipway.backend.scheduling.fleet.Victim;
import dev.slipway.backend.storage.Claim.Free;
import dev.slipway.backend.storage.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends pods of lower priority of the same organization for those that found no place, and keeps the
 * room that comes free for them. Other organizations are never asked: they are other companies.
 */
@Component
class Preempting {
  /** The rest has its turn when these have their place. */
  private static final int MOST_LOOKED_AT = 200;

  /** What did not help then may help now; looking costs a picture of the whole cluster. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final PlacementRepository pods;
  private final PreemptionRepository preemption;
  private final Scheduler scheduler;
  private final Claims claims;
  private final Evictions evictions;
  private final DeploymentEvents events;
  private final InstantSource clock;
  private volatile Instant looked = Instant.EPOCH;

  Preempting(
      PlacementRepository pods,
      PreemptionRepository preemption,
      Scheduler scheduler,
      Claims claims,
      Evictions evictions,
      DeploymentEvents events,
      InstantSource clock) {
    this.pods = pods;
    this.preemption = preemption;
    this.scheduler = scheduler;
    this.claims = claims;
    this.evictions = evictions;
    this.events = events;
    this.clock = clock;
  }

  record Done(int waiting, int changed) {}

  @Transactional
  public Done step(long epoch) {
    List<UnplacedPod> waiting =
        pods.unplaced(MOST_LOOKED_AT).stream()
            .filter(UnplacedPod::refused)
            .sorted(Comparator.comparingInt((UnplacedPod pod) -> -pod.shape().priority()))
            .toList();
    Instant now = clock.instant();
    boolean news =
        waiting.stream().anyMatch(pod -> pod.preemption() == null && pod.nominatedNode() == null);
    if (waiting.isEmpty() || (!news && looked.plus(AGAIN).isAfter(now))) {
      return new Done(waiting.size(), 0);
    }
    looked = now;
    Preemption picture = picture(waiting);
    waiting.forEach(pod -> {
      if (pod.nominatedNode() != null) {
        picture.keep(pod.shape(), pod.nominatedNode());
      }
    });
    // What does not help one pod of a revision does not help its others.
    Map<UUID, String> helpless = new HashMap<>();
    int changed = 0;
    for (UnplacedPod pod : waiting) {
      changed += help(epoch, pod, picture, helpless);
    }
    return new Done(waiting.size(), changed);
  }

  private Preemption picture(List<UnplacedPod> waiting) {
    Set<OrganizationId> owners = waiting.stream().map(UnplacedPod::organization).collect(toSet());
    int highest = waiting.getFirst().shape().priority();
    List<Eligible> eligible = preemption.victims(owners, highest);
    Map<UUID, Integer> healthy = preemption.healthy(owners);
    var allowed = new HashMap<UUID, Integer>();
    for (Eligible one : eligible) {
      UUID app = one.victim().app();
      if (one.budget() != null) {
        allowed.put(
            app,
            Disruptions.of(one.wanted(), one.budget(), healthy.getOrDefault(app, 0)).allowed());
      }
    }
    return scheduler.preemption(eligible.stream().map(Eligible::victim).toList(), allowed);
  }

  private int help(long epoch, UnplacedPod pod, Preemption picture, Map<UUID, String> helpless) {
    if (!(claims.look(pod.organization(), pod.environment(), pod.app(), pod.spec())
        instanceof Free claim)) {
      return 0;
    }
    UUID kept = pod.nominatedNode();
    String known = kept == null && pod.onlyNode() == null ? helpless.get(pod.shape().id()) : null;
    if (known != null) {
      return preemption.helpless(epoch, pod.id(), known);
    }
    PodShape shape = pod.shape().mounting(claim.ids());
    if (kept != null && picture.holds(shape, claim.refused(), kept)) {
      return 0;
    }
    Preempted found =
        picture.help(shape, pod.organization().value(), claim.refused(), pod.onlyNode());
    return switch (found) {
      // Placing will find it.
      case Unneeded _ -> preemption.helpless(epoch, pod.id(), null);
      case Nominated nominated -> preempt(epoch, pod, nominated);
      case Helpless none -> {
        if (pod.onlyNode() == null) {
          helpless.put(pod.shape().id(), none.sentence());
        }
        yield preemption.helpless(epoch, pod.id(), none.sentence());
      }
    };
  }

  private int preempt(long epoch, UnplacedPod pod, Nominated found) {
    var node = new NodeId(found.node());
    if (!preemption.nominate(epoch, pod.id(), node)) {
      return 0;
    }
    Instant now = clock.instant();
    List<PodId> victims = found.victims().stream().map(Victim::pod).map(PodId::new).toList();
    int ended = evictions.preempt(epoch, victims, pod.name(), now);
    String message =
        "Pod %s gets room on %s: %s of lower priority %s there%s."
            .formatted(
                pod.name(),
                found.name(),
                ended == 1 ? "a pod" : ended + " pods",
                ended == 1 ? "ends" : "end",
                found.violations() == 0
                    ? ""
                    : ", %d of them against the budget of the app".formatted(found.violations()));
    events.pod(Severity.INFO, pod, node, "Preempting", message);
    return 1 + ended;
  }
}
