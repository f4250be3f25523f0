package dev.slipway.backend.autoscaling;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private static ScaledApp app(
      int replicas, boolean stopped, boolean deployed, List<Advice> advice, Condition... held) {
    return new ScaledApp(
        new AppId(ID),
        new OrganizationId(ID),
        new ProjectId(ID),
        replicas,
        stopped,
        deployed,
        Autoscaling.byCpu(2, 6, 70),
        "{}",
        advice,
        List.of(held));
  }

  private static List<PodFacts> pods(int count, @Nullable Integer cpuMillis) {
    Instant before = NOW.minusSeconds(3600);
    return Collections.nCopies(
        count, new PodFacts(true, true, before, before, NOW, cpuMillis, 1000, null, 1000, null));
  }

  private static Condition condition(Look look, AutoscalingView.Type type) {
    return look.conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aScalingSaysWhy() {
    Look look = Look.at(app(2, false, true, List.of()), pods(2, 920), List.of(), NOW);
    assertThat(requireNonNull(look.change()).to()).isEqualTo(3);
    assertThat(look.change().reason())
        .isEqualTo("CPU 92 % of its request, target 70 %: from 2 to 3.");
    assertThat(look.recommended()).isEqualTo(3);
    assertThat(condition(look, AutoscalingView.Type.ABLE_TO_SCALE).reason())
        .isEqualTo("SucceededRescale");
    assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE).holds()).isTrue();
    assertThat(condition(look, AutoscalingView.Type.SCALING_LIMITED).holds()).isFalse();
  }

  @Test
  void onesThatBeginLoseNoPodForFiveMinutes() {
    Look look = Look.at(app(4, false, true, List.of()), pods(4, 10), List.of(), NOW);
    assertThat(look.change()).isNull();
    assertThat(look.advice()).containsExactly(new Advice(NOW, 4), new Advice(NOW, 1));
    assertThat(condition(look, AutoscalingView.Type.ABLE_TO_SCALE).reason())
        .isEqualTo("ScaleDownStabilized");
    Look later =
        Look.at(app(4, false, true, look.advice()), pods(4, 10), List.of(), NOW.plusSeconds(300));
    assertThat(requireNonNull(later.change()).to()).isEqualTo(2);
    assertThat(condition(later, AutoscalingView.Type.SCALING_LIMITED).reason())
        .isEqualTo("TooFewReplicas");
  }

  @Test
  void zeroByHandPausesAndStoppedAppsAreLeftAlone() {
    for (ScaledApp app : List.of(app(0, false, true, List.of()), app(3, true, true, List.of()))) {
      Look look = Look.at(app, pods(3, 1000), List.of(), NOW);
      assertThat(look.change()).isNull();
      assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE).holds()).isFalse();
      assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE).reason())
          .isEqualTo("ScalingDisabled");
    }
  }

  @Test
  void nothingIsScaledBeforeItServes() {
    Look look = Look.at(app(2, false, false, List.of()), pods(2, 1000), List.of(), NOW);
    assertThat(look.change()).isNull();
    assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE).reason())
        .isEqualTo("NotDeployed");
  }

  @Test
  void aNumberOutsideOfMinAndMaxIsBroughtWithinAtOnce() {
    Look few = Look.at(app(1, false, true, List.of()), pods(1, 10), List.of(), NOW);
    assertThat(requireNonNull(few.change()).to()).isEqualTo(2);
    assertThat(condition(few, AutoscalingView.Type.SCALING_LIMITED).reason())
        .isEqualTo("TooFewReplicas");
    Look many = Look.at(app(9, false, true, List.of()), pods(9, 1000), List.of(), NOW);
    assertThat(requireNonNull(many.change()).to()).isEqualTo(6);
    assertThat(many.change().reason()).isEqualTo("There are to be at most 6: from 9 to 6.");
  }

  @Test
  void withoutFiguresNothingIsDoneAndItIsSaidWhy() {
    Look look = Look.at(app(3, false, true, List.of()), pods(3, null), List.of(), NOW);
    assertThat(look.change()).isNull();
    assertThat(look.recommended()).isNull();
    assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE))
        .isEqualTo(
            new Condition(
                AutoscalingView.Type.SCALING_ACTIVE,
                false,
                "FailedGetMetric",
                "No node has said lately what the app's pods use.",
                NOW));
  }

  @Test
  void whatHoldsAsBeforeHoldsSinceBefore() {
    Instant before = NOW.minusSeconds(600);
    var held =
        new Condition(AutoscalingView.Type.SCALING_ACTIVE, true, "ValidMetricFound", "", before);
    Look look = Look.at(app(3, false, true, List.of(), held), pods(3, 700), List.of(), NOW);
    assertThat(condition(look, AutoscalingView.Type.SCALING_ACTIVE).since()).isEqualTo(before);
    assertThat(condition(look, AutoscalingView.Type.SCALING_LIMITED).since()).isEqualTo(NOW);
  }
}
