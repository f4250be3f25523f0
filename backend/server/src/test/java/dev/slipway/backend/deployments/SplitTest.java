package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of pods on machines that do not answer. */
class SplitTest {
  private static final DeploymentId CURRENT = new DeploymentId(UUID.randomUUID());
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Pod lost = pod(false, true, NOW.minusSeconds(100));
  private final Pod kept = pod(true, false, NOW.minusSeconds(90));

  @Test
  void aLostPodIsReplacedAtOnceAndStaysUntilItsReplacementServes() {
    assertThat(moves(false, lost, kept)).isEqualTo(new Moves(1, List.of(), false));
    Pod starting = pod(false, false, NOW);
    assertThat(moves(false, lost, kept, starting).none()).isTrue();
    Pod serving = pod(true, false, NOW);
    assertThat(moves(false, lost, kept, serving))
        .isEqualTo(new Moves(0, List.of(lost.id()), false));
    assertThat(moves(false, kept, serving)).isEqualTo(new Moves(0, List.of(), true));
  }

  @Test
  void twoLostPodsAreReplacedTogetherWhateverTheRolloutAllows() {
    Pod other = pod(false, true, NOW.minusSeconds(100));
    assertThat(moves(false, lost, other)).isEqualTo(new Moves(2, List.of(), false));
  }

  @Test
  void aMachineThatReturnsBeforeTheReplacementServesKeepsItsPod() {
    Pod returned = pod(true, false, NOW.minusSeconds(100));
    Pod starting = pod(false, false, NOW);
    assertThat(moves(false, returned, kept, starting))
        .isEqualTo(new Moves(0, List.of(starting.id()), false));
  }

  @Test
  void whenMostMachinesAreSilentNothingIsReplaced() {
    assertThat(moves(true, lost, kept).none()).isTrue();
  }

  @Test
  void lostPodsOfOlderDeploymentsAreLeavingAnyway() {
    var old = new DeploymentId(UUID.randomUUID());
    Split split = Split.of(List.of(lost, kept), old, false);
    assertThat(split.leaving()).containsExactly(lost, kept);
    assertThat(split.coming()).isEmpty();
    assertThat(split.givenUp()).isEmpty();
  }

  private static Moves moves(boolean storm, Pod... pods) {
    Split split = Split.of(List.of(pods), CURRENT, storm);
    return RollingPlan.plan(
            Bounds.of(2, new Rollout("1", "0", 0, 600)),
            members(split.coming().stream()),
            members(split.leaving().stream()))
        .lettingGo(split.givenUp());
  }

  private static List<Member> members(Stream<Pod> pods) {
    return pods.map(pod -> pod.member(true, Duration.ZERO, NOW)).toList();
  }

  private static Pod pod(boolean serves, boolean lost, Instant createdAt) {
    return new Pod(
        new PodId(UUID.randomUUID()),
        CURRENT,
        "slp-web-1-abcdef",
        true,
        lost,
        serves ? Phase.RUNNING : Phase.STARTING,
        serves,
        serves ? createdAt : null,
        serves,
        0,
        null,
        null,
        null,
        createdAt,
        null);
  }
}
