package dev.slipway.backend.scheduling.fleet;

import dev.slipway.backend.scheduling.fleet.Choice.Nowhere;
import dev.slipway.backend.scheduling.fleet.Choice.On;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the best node for one pod after the other and books it there. Filters and scores are those
 * of Kubernetes' default profile with its weights: taints 3, node affinity, spreading and pod
 * affinity 2, room and images 1. All nodes are looked at. Scores that only the node decides are
 * brought to 0 to 100 over all nodes the pod may be on, full or not.
 */
public final class Chooser {
  private final Fleet fleet;
  private final Candidates candidates;
  private int[] fitting = {};
  private double[] sums = {};
  private double[] spreads = {};
  private double[] wishes = {};
  private int last;

  /** Which volumes got their node with the pod booked last, for giving it up again. */
  private List<UUID> settled = List.of();

  public Chooser(Fleet fleet) {
    this.fleet = fleet;
    this.candidates = new Candidates(fleet);
  }

  /**
   * @param refused nodes that cannot take it for reasons that only the caller sees, each with what
   *     is wrong with it, such as "no address left"
   */
  public Choice place(PodShape shape, Map<UUID, String> refused) {
    Kind kind = fleet.kind(shape);
    candidates.refresh(kind);
    // Of the shape asked for: what is known of its kind may be older than its volumes.
    int node = best(kind, shape.volumes(), refused.keySet());
    if (node < 0) {
      return new Nowhere(refusals(kind, shape.volumes(), refused), shape.requests());
    }
    fleet.book(kind, node, 1);
    NodeFacts facts = fleet.node(node);
    settled = fleet.settle(shape.volumes(), facts.id());
    return new On(facts.id(), facts.name());
  }

  /** There or nowhere: a daemon's pod. A node that is closed for others takes it. */
  public Choice placeOn(PodShape shape, UUID id) {
    Kind kind = fleet.kind(shape);
    for (int node = 0; node < fleet.size(); node++) {
      NodeFacts facts = fleet.facts(node);
      if (facts != null && facts.id().equals(id)) {
        return placeOn(kind, node, facts);
      }
    }
    return new Nowhere(Map.of(), shape.requests());
  }

  private Choice placeOn(Kind kind, int node, NodeFacts facts) {
    Refusal refusal = Filters.neverEvenOpen(kind.shape, facts);
    if (refusal == null && !fleet.room.fits(node, kind.shape.requests())) {
      refusal = new Refusal.Full(fleet.room.lacking(node, kind.shape.requests()));
    }
    if (refusal != null) {
      return new Nowhere(Map.of(refusal, 1), kind.shape.requests());
    }
    fleet.book(kind, node, 1);
    return new On(facts.id(), facts.name());
  }

  /** The last one that was booked, there, is not going there after all. */
  public void release(PodShape shape, UUID node) {
    fleet.unsettle(settled);
    settled = List.of();
    fleet.book(shape, node, -1);
  }

  /** Room on the node is kept for such a pod, until it is given back. */
  public void keep(PodShape shape, UUID node) {
    fleet.book(shape, node, 1);
  }

  public void give(PodShape shape, UUID node) {
    fleet.book(shape, node, -1);
  }

  private int best(Kind kind, List<UUID> volumes, Set<UUID> refused) {
    var crowds = new Range(-Scores.NONE, Scores.NONE);
    // What nobody wishes or minds counts as 0.
    var wished = new Range(0, 0);
    int count = gather(kind, volumes, refused, crowds, wished);
    return count == 0 ? -1 : pick(kind, count, crowds, wished);
  }

  /** The nodes that take the pod, with what speaks for each; gives how many. */
  private int gather(Kind kind, List<UUID> volumes, Set<UUID> refused, Range crowds, Range wished) {
    long[] most = Filters.most(kind);
    boolean first = Filters.isFirst(kind);
    boolean spreading = Scores.isSpreadSoftly(kind);
    boolean wishing = Scores.isWishing(kind);
    reserve(kind.candidates.length);
    int count = 0;
    for (int i = 0; i < kind.candidates.length; i++) {
      int node = kind.candidates[i];
      if (!fleet.room.fits(node, kind.shape.requests())
          || Filters.unevenAt(kind, node, most) >= 0
          || Filters.farAt(kind, node, first) >= 0
          || Filters.nearAt(kind, node) != null
          || (!volumes.isEmpty() && !fleet.homes(volumes, fleet.node(node).id()))
          || (!refused.isEmpty() && refused.contains(fleet.node(node).id()))) {
        continue;
      }
      fitting[count] = node;
      sums[count] = kind.scores[i] + fleet.room.score(node, kind.shape.requests());
      if (spreading) {
        spreads[count] = Scores.crowd(kind, node);
        crowds.add(spreads[count]);
      }
      if (wishing) {
        wishes[count] = Scores.wish(kind, node);
        wished.add(wishes[count]);
      }
      count++;
    }
    return count;
  }

  private int pick(Kind kind, int count, Range crowds, Range wished) {
    boolean spreading = Scores.isSpreadSoftly(kind);
    boolean wishing = Scores.isWishing(kind) && wished.max > wished.min;
    double best = Scores.NONE;
    int chosen = -1;
    // Among equals not always the same one.
    int start = last++ % count;
    for (int k = 0; k < count; k++) {
      int i = start + k < count ? start + k : start + k - count;
      double sum = sums[i];
      if (spreading) {
        sum += 2 * Scores.spreadScore(spreads[i], crowds.min, crowds.max);
      }
      if (wishing) {
        sum += 2 * 100 * (wishes[i] - wished.min) / (wished.max - wished.min);
      }
      if (sum > best) {
        best = sum;
        chosen = fitting[i];
      }
    }
    return chosen;
  }

  /** The least and the greatest of some numbers. */
  private static final class Range {
    private double min;
    private double max;

    Range(double min, double max) {
      this.min = min;
      this.max = max;
    }

    void add(double number) {
      if (number != Scores.NONE) {
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
    }
  }

  private void reserve(int count) {
    if (fitting.length < count) {
      fitting = new int[count];
      sums = new double[count];
      spreads = new double[count];
      wishes = new double[count];
    }
  }

  private Map<Refusal, Integer> refusals(Kind kind, List<UUID> volumes, Map<UUID, String> refused) {
    long[] most = Filters.most(kind);
    boolean first = Filters.isFirst(kind);
    Map<Refusal, Integer> counts = new HashMap<>();
    for (int node = 0; node < fleet.size(); node++) {
      NodeFacts facts = fleet.facts(node);
      if (facts != null) {
        Refusal why =
            fleet.homes(volumes, facts.id())
                ? refusal(kind, node, facts, most, first, refused)
                : new Refusal.VolumeElsewhere();
        counts.merge(why, 1, Integer::sum);
      }
    }
    return counts;
  }

  private Refusal refusal(
      Kind kind, int node, NodeFacts facts, long[] most, boolean first, Map<UUID, String> refused) {
    Refusal never = Filters.never(kind.shape, facts);
    if (never != null) {
      return never;
    }
    if (!fleet.room.fits(node, kind.shape.requests())) {
      return new Refusal.Full(fleet.room.lacking(node, kind.shape.requests()));
    }
    int uneven = Filters.unevenAt(kind, node, most);
    if (uneven >= 0) {
      return new Refusal.Uneven(kind.shape.spread().get(uneven).topologyKey());
    }
    int far = Filters.farAt(kind, node, first);
    if (far >= 0) {
      return new Refusal.TooFar(kind.near[far].topology.key);
    }
    Counter near = Filters.nearAt(kind, node);
    if (near != null) {
      return new Refusal.TooNear(near.topology.key);
    }
    return new Refusal.Elsewhere(refused.getOrDefault(facts.id(), "refused it"));
  }
}
