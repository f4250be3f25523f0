package dev.slipway.backend.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import dev.slipway.backend.autoscaling.Stabilizer.Decision;
import dev.slipway.backend.autoscaling.Stabilizer.Limit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row by row the usual behaviour of Kubernetes' autoscaler. */
class StabilizerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static Decision decide(int current, int recommended, List<Advice> before) {
    return Stabilizer.decide(
        Autoscaling.byCpu(2, 50, 50), current, recommended, before, List.of(), NOW);
  }

  private static Advice advice(int secondsAgo, int replicas) {
    return new Advice(NOW.minusSeconds(secondsAgo), replicas);
  }

  @Test
  void upGoesAtOnceWhateverWasRecommendedBefore() {
    assertThat(decide(3, 5, List.of(advice(15, 2), advice(30, 1))).replicas()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    // At most four more, or as many again, whichever is more.
    "2, 40, 6, SPEED",
    "3, 7, 7, NONE",
    "4, 40, 8, SPEED",
    "10, 40, 20, SPEED",
    "30, 49, 49, NONE",
    "30, 99, 50, MOST"
  })
  void upIsLimitedBySpeedAndMost(int current, int recommended, int replicas, Limit limit) {
    assertThat(decide(current, recommended, List.of()))
        .isEqualTo(new Decision(replicas, false, limit));
  }

  @Test
  void whatCameWithinThePeriodCountsAsItsSpeed() {
    var scaling = new Scaling(NOW.minusSeconds(14), 10, 20, "");
    Decision soon =
        Stabilizer.decide(Autoscaling.byCpu(2, 50, 50), 20, 40, List.of(), List.of(scaling), NOW);
    assertThat(soon).isEqualTo(new Decision(20, false, Limit.SPEED));
    Decision later =
        Stabilizer.decide(
            Autoscaling.byCpu(2, 50, 50), 20, 40, List.of(), List.of(scaling), NOW.plusSeconds(1));
    assertThat(later.replicas()).isEqualTo(40);
  }

  @Test
  void downGoesToTheHighestRecommendationOfFiveMinutes() {
    assertThat(decide(9, 3, List.of(advice(299, 7), advice(15, 4))))
        .isEqualTo(new Decision(7, true, Limit.NONE));
    assertThat(decide(9, 3, List.of(advice(300, 7), advice(15, 4))).replicas()).isEqualTo(4);
  }

  @Test
  void anEarlierRecommendationOfMoreThanThereAreNeverLeadsUp() {
    assertThat(decide(4, 3, List.of(advice(15, 40)))).isEqualTo(new Decision(4, true, Limit.NONE));
  }

  @Test
  void afterTheWindowAllMayGoAtOnceButNotFewerThanMin() {
    assertThat(decide(40, 5, List.of(advice(301, 40))))
        .isEqualTo(new Decision(5, false, Limit.NONE));
    assertThat(decide(40, 0, List.of())).isEqualTo(new Decision(2, false, Limit.FEWEST));
  }

  @Test
  void whatIsAsCalledForStays() {
    assertThat(decide(5, 5, List.of())).isEqualTo(new Decision(5, false, Limit.NONE));
  }
}
