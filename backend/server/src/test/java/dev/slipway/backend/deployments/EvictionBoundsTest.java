package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.Budget;
import dev.slipway.api.apps.Rollout;
import dev.slipway.backend.deployments.TaintEviction.Held;
import dev.slipway.backend.scheduling.fleet.Taint;
import dev.slipway.backend.scheduling.fleet.Taint.Effect;
import dev.slipway.backend.scheduling.fleet.Toleration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionBoundsTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Held GPU = new Held(new Taint("gpu", "yes", Effect.NO_EXECUTE), SINCE);

  @ParameterizedTest
  @CsvSource({
    // Percentages are rounded up, as budgets of Kubernetes are.
    "10, , , 3",
    "1, , , 0",
    "2, , , 1",
    "7, 50%, , 3",
    "3, 4, , 0",
    "7, , 50%, 4",
    "3, , 0, 0",
    "2, , 5, 2"
  })
  void aBudgetSaysHowManyMayBeMissing(int wanted, String least, String most, int missing) {
    assertThat(EvictionBounds.unavailable(wanted, new Budget(least, most))).isEqualTo(missing);
  }

  @Test
  void replacementsComeFirstUnlessThatLeadsNowhere() {
    assertThat(EvictionBounds.of(1, Rollout.rolling(), Budget.USUAL, false))
        .isEqualTo(new Bounds(1, 1, 0));
    assertThat(EvictionBounds.of(8, Rollout.rolling(), Budget.USUAL, true))
        .isEqualTo(new Bounds(8, 2, 2));
  }

  @Test
  void whoDoesNotTolerateATaintLeavesAtOnce() {
    assertThat(TaintEviction.due(List.of(GPU), List.of())).contains(SINCE);
    assertThat(TaintEviction.due(List.of(GPU), List.of(Toleration.of("gpu")))).isEmpty();
  }

  @Test
  void theShortestLeaveCounts() {
    var minute = new Toleration("gpu", "yes", Effect.NO_EXECUTE, Duration.ofMinutes(1));
    var hour = new Toleration("", null, null, Duration.ofHours(1));
    assertThat(TaintEviction.due(List.of(GPU), List.of(hour, minute)))
        .contains(SINCE.plusSeconds(60));
  }

  @Test
  void otherEffectsEndNothing() {
    var held = new Held(new Taint("gpu", "yes", Effect.NO_SCHEDULE), SINCE);
    assertThat(TaintEviction.due(List.of(held), List.of())).isEmpty();
  }
}
