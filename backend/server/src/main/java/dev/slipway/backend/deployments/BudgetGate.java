package dev.slipway.backend.deployments;

import dev.slipway.api.apps.Budget;
import dev.slipway.backend.deployments.RollingPlan.Held;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.PodId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps pods that would go because somebody wants them to, as far as the app's budget does not
 * allow it. Whatever the plan, this has the last word about them; pods that leave in a rollout are
 * the rollout's.
 */
final class BudgetGate {
  private BudgetGate() {}

  /**
   * @param moves of the plan
   * @param wanted pods that the app should have
   * @param stuck whether waiting for replacements alone would not end
   * @param evicted pods that have to go from where they are, and would not go otherwise
   */
  static Moves hold(
      Moves moves,
      int wanted,
      Budget budget,
      boolean stuck,
      Set<PodId> evicted,
      List<Member> coming,
      List<Member> leaving) {
    Map<PodId, Member> members =
        Stream.concat(coming.stream(), leaving.stream())
            .collect(Collectors.toMap(Member::id, Function.identity()));
    int healthy = (int) members.values().stream().filter(Member::available).count();
    Disruptions disruptions = Disruptions.of(wanted, budget, healthy);
    // A broken pod whose successor has its place is no loss: it could come back, but so can that.
    boolean replaced = coming.stream().filter(Member::placed).count() >= wanted;
    int allowed = disruptions.allowed();
    var retire = new ArrayList<PodId>();
    var held = new ArrayList<PodId>();
    for (PodId id : moves.retire()) {
      Member member = members.get(id);
      if (member == null || !evicted.contains(id)) {
        retire.add(id);
      } else if (!member.available()) {
        (replaced || disruptions.allowsUnhealthy() ? retire : held).add(id);
      } else if (allowed > 0) {
        allowed--;
        retire.add(id);
      } else {
        held.add(id);
      }
    }
    if (stuck) {
      // Nothing but the budget keeps the others either.
      evicted.stream().filter(id -> !retire.contains(id) && !held.contains(id)).forEach(held::add);
    }
    var free = new ArrayList<PodId>(evicted);
    free.removeAll(held);
    return moves.holding(retire, new Held(held, free));
  }
}
