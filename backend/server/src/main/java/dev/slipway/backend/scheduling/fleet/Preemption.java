package dev.slipway.backend.scheduling.fleet;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.slipway.backend.scheduling.fleet.Preempted.Helpless;
import dev.slipway.backend.scheduling.fleet.Preempted.Hindrance;
import dev.slipway.backend.scheduling.fleet.Preempted.Nominated;
import dev.slipway.backend.scheduling.fleet.Preempted.Unneeded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pods of lower priority whose end gives a waiting pod its place, as kube-scheduler's
 * {@code DefaultPreemption} does: on each candidate node all lower ones are thought away, and as
 * many as still fit are put back, those first whose end would hurt a budget. Works on a picture of
 * its own in which pods that end already are gone; what it has decided is booked there.
 */
public final class Preemption {
  /** kube-scheduler's DefaultPreemptionArgs. */
  private static final int PERCENT = 10;

  private static final int LEAST = 100;

  private static final UUID NOBODY = new UUID(0, 0);

  private final Fleet fleet;
  private final Candidates candidates;
  private final Map<UUID, List<Victim>> lower;
  private final Map<UUID, Integer> allowed;
  private int start;

  /**
   * @param victims what may be ended for some pod at all
   * @param allowed how many pods of an app may be missing further; of apps without an entry any
   *     number
   */
  public Preemption(Fleet fleet, Collection<Victim> victims, Map<UUID, Integer> allowed) {
    this.fleet = fleet;
    this.candidates = new Candidates(fleet);
    this.lower = victims.stream().collect(groupingBy(Victim::node, toCollection(ArrayList::new)));
    this.allowed = new HashMap<>(allowed);
  }

  /** Room that is kept for a pod, until {@link #holds} says that it is of no use. */
  public void keep(PodShape shape, UUID node) {
    fleet.book(shape, node, 1);
  }

  /**
   * Whether the node will take the pod for which room was kept there; then the room stays kept.
   *
   * @param refused nodes that cannot take it for reasons only the caller sees
   */
  public boolean holds(PodShape shape, Map<UUID, String> refused, UUID node) {
    Kind kind = fleet.kind(shape);
    candidates.refresh(kind);
    // The room is this pod's: without it, nothing of it is left.
    fleet.book(shape, node, -1);
    var wish = new Wish(kind, shape, NOBODY, refused, null);
    for (int i = 0; i < fleet.size(); i++) {
      NodeFacts facts = fleet.facts(i);
      if (facts != null && facts.id().equals(node) && !never(wish, i) && fits(wish, i)) {
        fleet.book(shape, node, 1);
        return true;
      }
    }
    return false;
  }

  /**
   * @param owner the organization of the pod
   * @param refused nodes that cannot take it for reasons only the caller sees
   * @param only where it goes or nowhere, even when that node is closed; null: where there is room
   */
  public Preempted help(
      PodShape shape, UUID owner, Map<UUID, String> refused, @Nullable UUID only) {
    Kind kind = fleet.kind(shape);
    candidates.refresh(kind);
    var wish = new Wish(kind, shape, owner, refused, only);
    List<Sacrifice> possible = new ArrayList<>();
    var hindrances = new EnumMap<Hindrance, Integer>(Hindrance.class);
    int most = Math.max(LEAST, fleet.size() * PERCENT / 100);
    int size = fleet.size();
    for (int i = 0; i < size; i++) {
      int node = i;
      if (isOf(wish, node) && !never(wish, node) && fits(wish, node)) {
        return unneeded(wish, node);
      }
    }
    // Not always the same nodes when there are more than are looked at.
    int begin = size == 0 ? 0 : start % size;
    for (int i = 0; i < size && possible.size() < most; i++) {
      int node = (begin + i) % size;
      start++;
      if (!isOf(wish, node)) {
        continue;
      }
      Hindrance hindrance = look(wish, node, possible);
      if (hindrance != null) {
        hindrances.merge(hindrance, 1, Integer::sum);
      }
    }
    return possible.stream()
        .min(Sacrifice.CHEAPEST)
        .<Preempted>map(sacrifice -> nominated(wish, sacrifice))
        .orElseGet(() -> new Helpless(hindrances));
  }

  private record Wish(
      Kind kind, PodShape shape, UUID owner, Map<UUID, String> refused, @Nullable UUID only) {}

  private boolean isOf(Wish wish, int node) {
    NodeFacts facts = fleet.facts(node);
    return facts != null && (wish.only() == null || wish.only().equals(facts.id()));
  }

  private boolean never(Wish wish, int node) {
    NodeFacts facts = fleet.node(node);
    Refusal refusal =
        wish.only() == null
            ? Filters.never(wish.shape(), facts)
            : Filters.neverEvenOpen(wish.shape(), facts);
    return refusal != null
        || wish.refused().containsKey(facts.id())
        || !fleet.homes(wish.shape().volumes(), facts.id());
  }

  private boolean fits(Wish wish, int node) {
    return wish.only() == null
        ? Fit.takes(fleet, wish.kind(), node, wish.shape().volumes())
        : Fit.takesDaemon(fleet, wish.kind(), node);
  }

  private @Nullable Hindrance look(Wish wish, int node, List<Sacrifice> possible) {
    if (never(wish, node)) {
      return Hindrance.OTHER_REASON;
    }
    List<Victim> those =
        lower.getOrDefault(fleet.node(node).id(), List.of()).stream()
            .filter(victim -> victim.owner().equals(wish.owner()))
            .filter(victim -> victim.priority() < wish.shape().priority())
            .sorted(Sacrifice.MOST_IMPORTANT)
            .toList();
    if (those.isEmpty()) {
      return Hindrance.NOTHING_LOWER;
    }
    those.forEach(victim -> book(victim, node, -1));
    Hindrance hindrance = Hindrance.NOT_ENOUGH;
    if (fits(wish, node)) {
      possible.add(reprieve(wish, node, those));
      hindrance = null;
    }
    those.forEach(victim -> book(victim, node, 1));
    return hindrance;
  }

  /** Puts back whom the node can keep; leaves the bookings as it found them. */
  private Sacrifice reprieve(Wish wish, int node, List<Victim> those) {
    var left = new HashMap<UUID, Integer>(allowed);
    var kept = new ArrayList<Victim>();
    var free = new ArrayList<Victim>();
    for (Victim victim : those) {
      Integer more = left.computeIfPresent(victim.app(), (_, number) -> number - 1);
      (more != null && more < 0 ? kept : free).add(victim);
    }
    var back = new ArrayList<Victim>();
    var victims = new ArrayList<Victim>();
    int violations = 0;
    for (Victim victim : kept) {
      boolean stays = stays(wish, node, victim);
      (stays ? back : victims).add(victim);
      violations += stays ? 0 : 1;
    }
    for (Victim victim : free) {
      (stays(wish, node, victim) ? back : victims).add(victim);
    }
    back.forEach(victim -> book(victim, node, -1));
    victims.sort(Sacrifice.MOST_IMPORTANT);
    return new Sacrifice(node, List.copyOf(victims), violations);
  }

  private boolean stays(Wish wish, int node, Victim victim) {
    book(victim, node, 1);
    if (fits(wish, node)) {
      return true;
    }
    book(victim, node, -1);
    return false;
  }

  private Unneeded unneeded(Wish wish, int node) {
    fleet.book(wish.kind(), node, 1);
    return new Unneeded(fleet.node(node).id());
  }

  private Nominated nominated(Wish wish, Sacrifice sacrifice) {
    int node = sacrifice.node();
    NodeFacts facts = fleet.node(node);
    for (Victim victim : sacrifice.victims()) {
      book(victim, node, -1);
      allowed.computeIfPresent(victim.app(), (_, number) -> number - 1);
      lower.getOrDefault(facts.id(), List.of()).remove(victim);
    }
    fleet.book(wish.kind(), node, 1);
    return new Nominated(facts.id(), facts.name(), sacrifice.victims(), sacrifice.violations());
  }

  private void book(Victim victim, int node, int by) {
    fleet.book(fleet.kind(victim.shape()), node, by);
  }
}
