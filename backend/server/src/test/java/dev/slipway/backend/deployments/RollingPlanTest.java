package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.PodId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RollingPlanTest {
  private static final Rollout USUAL = Rollout.rolling();

  @Test
  void startsAllPodsOfAFirstDeployment() {
    assertThat(RollingPlan.plan(Bounds.of(3, USUAL), List.of(), List.of()))
        .isEqualTo(new Moves(3, List.of(), false));
  }

  @Test
  void leavesTheOldPodUntouchedUntilTheNewOneIsAvailable() {
    Member old = available();
    assertThat(RollingPlan.plan(Bounds.of(1, USUAL), List.of(), List.of(old)))
        .isEqualTo(new Moves(1, List.of(), false));
    assertThat(RollingPlan.plan(Bounds.of(1, USUAL), List.of(starting()), List.of(old)).none())
        .isTrue();
    assertThat(RollingPlan.plan(Bounds.of(1, USUAL), List.of(available()), List.of(old)))
        .isEqualTo(new Moves(0, List.of(old.id()), false));
  }

  @Test
  void isCompleteOnlyWithoutOldPods() {
    assertThat(RollingPlan.plan(Bounds.of(1, USUAL), List.of(available()), List.of()))
        .isEqualTo(new Moves(0, List.of(), true));
    assertThat(RollingPlan.plan(Bounds.of(0, USUAL), List.of(), List.of()).complete()).isTrue();
  }

  @Test
  void clearsBrokenOldPodsFirst() {
    Member broken = starting();
    Member working = available();
    Moves moves =
        RollingPlan.plan(
            Bounds.of(2, new Rollout("1", "1", 0, 600)), List.of(), List.of(working, broken));
    assertThat(moves).isEqualTo(new Moves(1, List.of(broken.id()), false));
  }

  @Test
  void makesRoomFirstWhenNoneIsAllowedAbove() {
    Member old = available();
    Bounds bounds = Bounds.of(1, new Rollout("0", "1", 0, 600));
    assertThat(RollingPlan.plan(bounds, List.of(), List.of(old)))
        .isEqualTo(new Moves(0, List.of(old.id()), false));
    assertThat(RollingPlan.plan(bounds, List.of(), List.of()))
        .isEqualTo(new Moves(1, List.of(), false));
  }

  @Test
  void givesUpTheLeastUsefulPodWhenThereAreTooMany() {
    Member useless = starting();
    assertThat(
            RollingPlan.plan(
                Bounds.of(2, USUAL), List.of(available(), useless, available()), List.of()))
        .isEqualTo(new Moves(0, List.of(useless.id()), false));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 25%, 25%, 2, 1",
    "4, 25%, 25%, 5, 3",
    "10, 25%, 25%, 13, 8",
    "3, 0, 25%, 3, 2",
    "2, 100%, 0, 4, 2",
    "1, 0, 3, 1, 0"
  })
  void boundsFollowTheRollout(int wanted, String surge, String unavailable, int most, int least) {
    Bounds bounds = Bounds.of(wanted, new Rollout(surge, unavailable, 0, 600));
    assertThat(bounds.most()).isEqualTo(most);
    assertThat(bounds.least()).isEqualTo(least);
  }

  static IntStream anyRolloutKeepsItsBoundsAndEnds() {
    return IntStream.range(0, 300);
  }

  /** Pods get ready, and break, in any order; in the end they stay ready. */
  @ParameterizedTest
  @MethodSource
  void anyRolloutKeepsItsBoundsAndEnds(int seed) {
    var random = new Random(seed);
    int wanted = random.nextInt(9);
    int before = random.nextBoolean() ? wanted : random.nextInt(9);
    Bounds bounds = Bounds.of(wanted, rollout(random));
    var coming = new ArrayList<Member>();
    var leaving = new ArrayList<Member>();
    for (int i = 0; i < before; i++) {
      leaving.add(random.nextInt(5) == 0 ? starting() : available());
    }
    for (int round = 0; round < 500; round++) {
      int availableBefore = count(coming) + count(leaving);
      Moves moves = RollingPlan.plan(bounds, coming, leaving);
      if (moves.complete()) {
        assertThat(coming).hasSize(wanted).allMatch(Member::available);
        return;
      }
      for (int i = 0; i < moves.create(); i++) {
        coming.add(starting());
      }
      if (moves.create() > 0) {
        assertThat(coming.size() + leaving.size()).isLessThanOrEqualTo(bounds.most());
      }
      assertThat(coming.size()).isLessThanOrEqualTo(wanted);
      leaving.removeIf(pod -> moves.retire().contains(pod.id()));
      coming.removeIf(pod -> moves.retire().contains(pod.id()));
      assertThat(count(coming) + count(leaving))
          .isGreaterThanOrEqualTo(Math.min(availableBefore, bounds.least()));
      boolean calm = round > 50;
      coming.replaceAll(pod -> weather(pod, random, calm));
      leaving.replaceAll(pod -> calm ? pod : weather(pod, random, false));
    }
    throw new AssertionError("still under way: %s %s %s".formatted(bounds, coming, leaving));
  }

  private static Rollout rollout(Random random) {
    String surge = random.nextBoolean() ? random.nextInt(4) + "" : random.nextInt(101) + "%";
    String unavailable = random.nextBoolean() ? random.nextInt(4) + "" : random.nextInt(101) + "%";
    return new Rollout(surge, unavailable, 0, 600);
  }

  private static Member weather(Member pod, Random random, boolean calm) {
    return random.nextInt(3) > 0 ? pod : member(pod.id(), calm || random.nextInt(4) > 0);
  }

  private static int count(List<Member> pods) {
    return (int) pods.stream().filter(Member::available).count();
  }

  private static Member available() {
    return member(new PodId(UUID.randomUUID()), true);
  }

  private static Member starting() {
    return member(new PodId(UUID.randomUUID()), false);
  }

  private static Member member(PodId id, boolean available) {
    return new Member(id, available, available, true, Instant.EPOCH);
  }
}
