package dev.slipway.backend.scheduling.fleet;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What it would cost to make room on one node.
 *
 * @param victims the most important first; never empty
 * @param violations how many of them the budgets of their apps would have kept
 */
record Sacrifice(int node, List<Victim> victims, int violations) {
  /** So much that the sum of two low priorities is more than one of them. */
  private static final long ABOVE_ALL = 1L << 31;

  /** Of higher priority first, then who has run for longer. */
  static final Comparator<Victim> MOST_IMPORTANT =
      Comparator.comparingInt(Victim::priority).reversed().thenComparing(Victim::since);

  /**
   * The order of kube-scheduler's {@code pickOneNodeForPreemption}: fewest budgets hurt, lowest
   * priority of the highest victim, lowest sum of priorities, fewest victims, and where the highest
   * victims have run for the shortest time.
   */
  static final Comparator<Sacrifice> CHEAPEST =
      Comparator.comparingInt(Sacrifice::violations)
          .thenComparingInt(Sacrifice::highest)
          .thenComparingLong(Sacrifice::sum)
          .thenComparingInt(one -> one.victims().size())
          .thenComparing(Comparator.comparing(Sacrifice::highestSince).reversed());

  private int highest() {
    return victims.getFirst().priority();
  }

  private long sum() {
    return victims.stream().mapToLong(victim -> victim.priority() + ABOVE_ALL).sum();
  }

  /** Of those of the highest priority, the one that has run for longest. */
  private Instant highestSince() {
    return victims.getFirst().since();
  }
}
