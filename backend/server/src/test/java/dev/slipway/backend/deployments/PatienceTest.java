package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Rollout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void aWorkerNobodyProbesHasToRunForAMoment() {
    assertThat(Patience.of(AppSpec.worker())).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatIsAskedForIsMoreThanAMoment() {
    assertThat(Patience.of(AppSpec.worker().withRollout(new Rollout("25%", "25%", 120, 600))))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whatIsProbedCountsAtOnce() {
    assertThat(Patience.of(AppSpec.web(8080).withRollout(new Rollout("25%", "25%", 0, 600))))
        .isZero();
  }
}
