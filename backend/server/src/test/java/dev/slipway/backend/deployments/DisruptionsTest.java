package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.Budget;
import dev.slipway.api.apps.Budget.Unhealthy;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.PodId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Kubernetes' PodDisruptionBudget. */
class DisruptionsTest {
  private final Member one = member(true);
  private final Member two = member(true);
  private final Member broken = member(false);

  @ParameterizedTest
  @CsvSource({
    // wanted, least, most, healthy, allowed
    "4, 3, , 4, 1",
    "4, 3, , 3, 0",
    "4, 3, , 2, 0",
    "7, 50%, , 7, 3",
    "7, , 50%, 7, 4",
    "7, , 30%, 7, 3",
    "4, , 1, 4, 1",
    "4, , 0, 4, 0",
    "4, 100%, , 4, 0",
    "4, 0, , 4, 4",
    // One more than wanted serves while a replacement came first.
    "1, , , 2, 1",
    "1, , , 1, 0"
  })
  void asManyMayGoAsAreHealthyAboveThoseThatHaveToBe(
      int wanted, String least, String most, int healthy, int allowed) {
    assertThat(Disruptions.of(wanted, new Budget(least, most), healthy).allowed())
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "IF_HEALTHY_BUDGET, 3, true",
    "IF_HEALTHY_BUDGET, 2, false",
    "ALWAYS_ALLOW, 3, true",
    "ALWAYS_ALLOW, 0, true"
  })
  void whatDoesNotServeGoesWhileEnoughOthersDoOrAlways(
      Unhealthy policy, int healthy, boolean allowed) {
    assertThat(Disruptions.of(4, new Budget("3", null, policy), healthy).allowsUnhealthy())
        .isEqualTo(allowed);
  }

  @Test
  void onlyOneOfTwoGoesWhenOneMayBeMissing() {
    Moves moves = hold(2, Budget.maxUnavailable("1"), List.of(), one, two);

    assertThat(moves.retire()).containsExactly(one.id());
    assertThat(moves.held().pods()).containsExactly(two.id());
  }

  @Test
  void nobodyGoesWhenNoneMayBeMissing() {
    Moves moves = hold(2, Budget.maxUnavailable("0"), List.of(), one, two);

    assertThat(moves.retire()).isEmpty();
    assertThat(moves.held().pods()).containsExactly(one.id(), two.id());
  }

  @Test
  void whoeverCameFirstLetsOneGoWhateverTheBudget() {
    Moves moves = hold(2, Budget.maxUnavailable("0"), List.of(member(true)), one, two);

    assertThat(moves.retire()).containsExactly(one.id());
  }

  @Test
  void aBrokenPodStaysWhileTooFewServe() {
    Moves moves = hold(2, Budget.minAvailable("2"), List.of(), broken, one);

    assertThat(moves.held().pods()).containsExactly(broken.id(), one.id());
  }

  @Test
  void aBrokenPodGoesWhenItsAppSaysSo() {
    var budget = new Budget("2", null, Unhealthy.ALWAYS_ALLOW);

    assertThat(hold(2, budget, List.of(), broken, one).retire()).containsExactly(broken.id());
  }

  @Test
  void aBrokenPodGoesWhenAnotherHasItsPlace() {
    Moves moves = hold(1, Budget.minAvailable("1"), List.of(member(false)), broken);

    assertThat(moves.retire()).containsExactly(broken.id());
  }

  @Test
  void podsThatLeaveInARolloutAreTheRolloutsBusiness() {
    var moves = new Moves(0, List.of(one.id()), false);

    assertThat(
            BudgetGate.hold(
                moves, 2, Budget.maxUnavailable("0"), true, Set.of(), List.of(), List.of(one, two)))
        .isEqualTo(moves);
  }

  private static Moves hold(int wanted, Budget budget, List<Member> coming, Member... leaving) {
    List<PodId> ids = Arrays.stream(leaving).map(Member::id).toList();
    return BudgetGate.hold(
        new Moves(0, ids, false),
        wanted,
        budget,
        true,
        ids.stream().collect(Collectors.toSet()),
        coming,
        List.of(leaving));
  }

  private static Member member(boolean available) {
    return new Member(
        new PodId(UUID.randomUUID()),
        available,
        available,
        true,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
