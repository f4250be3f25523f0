package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.scheduling.fleet.DaemonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DaemonPlanTest {
  private final DaemonNode one = new DaemonNode(new UUID(0, 1), true);
  private final DaemonNode two = new DaemonNode(new UUID(0, 2), true);
  private final DaemonNode silent = new DaemonNode(new UUID(0, 3), false);
  private final Map<PodId, UUID> places = new HashMap<>();

  @Test
  void everyNodeThatAnswersGetsAPod() {
    Moves moves = plan(List.of(one, two, silent), List.of(), List.of());
    assertThat(moves.on()).containsExactly(one.id(), two.id());
    assertThat(moves.complete()).isFalse();
  }

  @Test
  void isCompleteWhenEachHasAnAvailableOne() {
    List<Member> coming = List.of(pod(one, true), pod(two, true));
    assertThat(plan(List.of(one, two, silent), coming, List.of()))
        .isEqualTo(new Moves(0, List.of(), true));
    assertThat(plan(List.of(one, two), List.of(pod(one, true)), List.of()).complete()).isFalse();
  }

  @Test
  void oneNodeAtATimeIsWithout() {
    List<Member> old = List.of(pod(one, true), pod(two, true));
    Moves first = plan(List.of(one, two), List.of(), old);
    assertThat(first.retire()).hasSize(1);
    assertThat(first.on()).isEmpty();
    // The first one leaves, so no other may.
    Member other = old.get(first.retire().getFirst().equals(old.getFirst().id()) ? 1 : 0);
    assertThat(plan(List.of(one, two), List.of(), List.of(other)).none()).isTrue();
  }

  @Test
  void theNewPodWaitsUntilTheOldOneIsGone() {
    Member leaving = pod(one, true);
    assertThat(plan(List.of(one), List.of(), List.of()).on()).isEmpty();
    places.remove(leaving.id());
    assertThat(plan(List.of(one), List.of(), List.of()).on()).containsExactly(one.id());
  }

  @Test
  void whatDoesNotWorkAnywayIsReplacedAtOnce() {
    List<Member> old = List.of(pod(one, false), pod(two, false));
    assertThat(plan(List.of(one, two), List.of(), old).retire()).hasSize(2);
  }

  @Test
  void aNodeThatHasItNoLongerLosesItsPod() {
    Member stray = pod(two, true);
    Moves moves = plan(List.of(one), List.of(pod(one, true), stray), List.of());
    assertThat(moves.retire()).containsExactly(stray.id());
  }

  @Test
  void whatRunsOnASilentNodeIsLeftAlone() {
    Member lost = pod(silent, false);
    Moves moves = plan(List.of(one, silent), List.of(pod(one, true)), List.of(lost));
    assertThat(moves).isEqualTo(new Moves(0, List.of(), true));
  }

  private Moves plan(List<DaemonNode> nodes, List<Member> coming, List<Member> leaving) {
    return DaemonPlan.plan(nodes, Map.copyOf(places), coming, leaving);
  }

  private Member pod(DaemonNode node, boolean available) {
    var id = new PodId(UUID.randomUUID());
    places.put(id, node.id());
    return new Member(id, available, available, true, Instant.EPOCH);
  }
}
