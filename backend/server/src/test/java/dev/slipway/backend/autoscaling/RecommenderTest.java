package dev.slipway.backend.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.metrics.AutoscalingView.Kind;
import dev.slipway.backend.autoscaling.Reading.Known;
import dev.slipway.backend.autoscaling.Reading.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row by row what Kubernetes says of figures. Pods may use a core and 1000 bytes each. */
class RecommenderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(3600);
  private static final Target CPU_50 = new Target(Kind.CPU, 50);

  private static PodFacts pod(
      boolean begun, boolean ready, Instant started, Instant changed, @Nullable Integer cpu) {
    return new PodFacts(
        begun, ready, started, changed, cpu == null ? null : NOW, cpu, 1000, null, 1000, null);
  }

  private static PodFacts at(int cpuPercent) {
    return pod(true, true, LONG_AGO, LONG_AGO, cpuPercent * 10);
  }

  private static PodFacts missing() {
    return pod(true, true, LONG_AGO, LONG_AGO, null);
  }

  private static PodFacts pending() {
    return pod(false, false, LONG_AGO, LONG_AGO, null);
  }

  private static int replicas(Target target, List<PodFacts> pods) {
    Reading reading = Recommender.read(target, pods.size(), pods, NOW);
    assertThat(reading).isInstanceOf(Known.class);
    return ((Known) reading).replicas();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 2",
    "3, 100, 6",
    "3, 70, 5",
    "3, 50, 3",
    "4, 25, 2",
    "4, 1, 1",
    "4, 0, 0",
    // Within a tenth of the target nothing happens, beyond it something does.
    "10, 55, 10",
    "10, 45, 10",
    "10, 56, 12",
    "10, 44, 9"
  })
  void desiredIsCurrentTimesMetricByTargetRoundedUp(int pods, int percent, int expected) {
    assertThat(replicas(CPU_50, Collections.nCopies(pods, at(percent)))).isEqualTo(expected);
  }

  @Test
  void usageIsThatOfAllPodsTogetherByAllTheyMayUse() {
    assertThat(Recommender.read(CPU_50, 2, List.of(at(10), at(90)), NOW))
        .isEqualTo(new Known(CPU_50, 50, 2));
  }

  @Test
  void memoryIsPercentOfWhatAPodMayHold() {
    var pod = new PodFacts(true, true, LONG_AGO, LONG_AGO, NOW, null, 1000, 900L, 1000, null);
    assertThat(replicas(new Target(Kind.MEMORY, 60), List.of(pod, pod))).isEqualTo(3);
  }

  @Test
  void requestsAreCountedForEachPodAndUnknownOnesStopIt() {
    var busy = new PodFacts(true, true, LONG_AGO, LONG_AGO, NOW, null, 1000, null, 1000, 45.0);
    var idle = new PodFacts(true, true, LONG_AGO, LONG_AGO, NOW, null, 1000, null, 1000, 0.0);
    assertThat(replicas(new Target(Kind.REQUESTS, 10), List.of(busy, idle))).isEqualTo(5);
    assertThat(Recommender.read(new Target(Kind.REQUESTS, 10), 1, List.of(at(50)), NOW))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void missingFiguresAreTakenForNothingOnTheWayUp() {
    // Alone the two would ask for 4 of 2; with one at 0 % three have 66 %.
    assertThat(replicas(CPU_50, List.of(at(100), at(100), missing()))).isEqualTo(4);
  }

  @Test
  void missingFiguresAreTakenForEverythingOnTheWayDown() {
    // 10 % of three would do with one pod; with one at 100 % four have 32.5 %.
    assertThat(replicas(CPU_50, List.of(at(10), at(10), at(10), missing()))).isEqualTo(3);
  }

  @Test
  void nothingChangesWhenMissingFiguresTurnTheDirectionRound() {
    assertThat(replicas(CPU_50, List.of(at(70), missing()))).isEqualTo(2);
    assertThat(replicas(CPU_50, List.of(at(40), missing()))).isEqualTo(2);
  }

  @Test
  void nothingChangesWhenMissingFiguresBringItWithinTheTolerance() {
    // 54 % with three of four at 72 %.
    assertThat(replicas(CPU_50, List.of(at(72), at(72), at(72), missing()))).isEqualTo(4);
  }

  @Test
  void podsThatHaveNotBegunAreIgnoredOnTheWayDownAndTakenForNothingOnTheWayUp() {
    assertThat(replicas(CPU_50, List.of(at(20), at(20), pending()))).isEqualTo(1);
    assertThat(replicas(CPU_50, List.of(at(100), at(100), pending()))).isEqualTo(4);
    assertThat(replicas(CPU_50, List.of(at(80), pending(), pending()))).isEqualTo(3);
  }

  @Test
  void inItsFirstFiveMinutesOnlyAReadyPodsCpuCounts() {
    var starting = pod(true, false, NOW.minusSeconds(299), NOW.minusSeconds(290), 1000);
    assertThat(Readiness.of(starting, CPU_50, NOW)).isEqualTo(Readiness.IGNORED);
    var ready = pod(true, true, NOW.minusSeconds(299), NOW.minusSeconds(290), 1000);
    assertThat(Readiness.of(ready, CPU_50, NOW)).isEqualTo(Readiness.COUNTS);
  }

  @Test
  void whatWasMeasuredBeforeItWasReadyDoesNotCount() {
    var justReady = pod(true, true, NOW.minusSeconds(60), NOW.minusSeconds(9), 1000);
    assertThat(Readiness.of(justReady, CPU_50, NOW)).isEqualTo(Readiness.IGNORED);
  }

  @Test
  void afterwardsOneThatWasNeverReadyIsIgnoredAndOneThatCeasedToBeCounts() {
    Instant started = NOW.minusSeconds(301);
    var never = pod(true, false, started, started.plusSeconds(29), 1000);
    assertThat(Readiness.of(never, CPU_50, NOW)).isEqualTo(Readiness.IGNORED);
    var ceased = pod(true, false, started, started.plusSeconds(31), 1000);
    assertThat(Readiness.of(ceased, CPU_50, NOW)).isEqualTo(Readiness.COUNTS);
  }

  @Test
  void memoryCountsFromTheBeginning() {
    var starting = new PodFacts(true, false, NOW, NOW, NOW, 1000, 1000, 900L, 1000, null);
    assertThat(Readiness.of(starting, new Target(Kind.MEMORY, 50), NOW))
        .isEqualTo(Readiness.COUNTS);
  }

  @Test
  void withoutAnyPodThatCountsNothingIsKnown() {
    assertThat(Recommender.read(CPU_50, 2, List.of(pending(), pending()), NOW))
        .isEqualTo(new Unknown(CPU_50, "No pod is ready yet."));
    assertThat(Recommender.read(CPU_50, 1, List.of(missing()), NOW)).isInstanceOf(Unknown.class);
    assertThat(Recommender.read(CPU_50, 1, List.of(), NOW)).isInstanceOf(Unknown.class);
  }

  private static Reading known(int replicas) {
    return new Known(CPU_50, 50, replicas);
  }

  private static final Reading UNKNOWN = new Unknown(CPU_50, "Not known.");

  private static @Nullable Integer together(int current, Reading... readings) {
    return switch (Recommendation.of(new ArrayList<>(List.of(readings)), current)) {
      case Recommendation.Pods(int replicas, _) -> replicas;
      case Recommendation.None _ -> null;
    };
  }

  @Test
  void ofSeveralMetricsTheOneThatAsksForMostCounts() {
    assertThat(together(3, known(2), known(5), known(1))).isEqualTo(5);
  }

  @Test
  void oneThatFailsHoldsBackTheWayDownOnly() {
    assertThat(together(3, known(2), UNKNOWN)).isNull();
    assertThat(together(3, known(3), UNKNOWN)).isEqualTo(3);
    assertThat(together(3, known(4), UNKNOWN)).isEqualTo(4);
    assertThat(together(3, UNKNOWN)).isNull();
  }
}
