package dev.slipway.backend.builds;

import dev.slipway.backend.builds.BuildRepository.Canceled;
import dev.slipway.backend.builds.BuildRepository.Slot;
import dev.slipway.backend.disks.DiskProperties;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.quotas.Quotas;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The dispatcher's transactions; what is sent is sent between them. */
@Service
class BuildDispatch {
  private final BuildRepository builds;
  private final BuildProperties limits;
  private final DiskProperties disks;
  private final FullDisks full;
  private final Quotas quotas;
  private final InstantSource clock;

  BuildDispatch(
      BuildRepository builds,
      BuildProperties limits,
      DiskProperties disks,
      FullDisks full,
      Quotas quotas,
      InstantSource clock) {
    this.builds = builds;
    this.limits = limits;
    this.disks = disks;
    this.full = full;
    this.quotas = quotas;
    this.clock = clock;
  }

  /** Builds that are now these nodes'; the orders have to follow. */
  @Transactional
  public List<ClaimedBuild> claim(Set<NodeId> nodes) {
    List<Slot> slots =
        builds.slots(nodes, limits.perNode(), disks.buildLimit()).stream()
            .filter(slot -> !full.has(slot.node()))
            .toList();
    List<NodeId> places = places(slots);
    if (places.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Iterator<NodeId> free = places.iterator();
    return builds.claim(places.size(), quotas.buildsAtOnce()).stream()
        .map(build -> build.on(free.next(), BuildSecret.next()))
        .filter(build -> builds.start(build, now))
        .toList();
  }

  @Transactional
  public void takeBack(ClaimedBuild build) {
    boolean _ = builds.takeBack(build, clock.instant());
  }

  @Transactional(readOnly = true)
  public List<Canceled> canceledOn(Set<NodeId> nodes) {
    return builds.canceledOn(nodes);
  }

  @Transactional
  public void cancelTold(BuildId build) {
    builds.cancelTold(build);
  }

  /**
   * A node once per free slot, the emptiest first: first one slot of each, then the second ones.
   */
  static List<NodeId> places(List<Slot> slots) {
    var places = new ArrayList<NodeId>();
    int most = slots.stream().mapToInt(Slot::free).max().orElse(0);
    for (int used = 0; used < most; used++) {
      for (Slot slot : slots) {
        if (slot.free() > used) {
          places.add(slot.node());
        }
      }
    }
    return places;
  }
}
