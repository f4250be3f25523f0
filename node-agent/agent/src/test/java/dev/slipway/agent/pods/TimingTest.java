package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.Probe;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void whatIsNotSaidIsAsInKubernetes() {
    Timing usual = Timing.of(Probe.getDefaultInstance());
    assertThat(usual.initialDelay()).isEqualTo(Duration.ZERO);
    assertThat(usual.period()).isEqualTo(Duration.ofSeconds(10));
    assertThat(usual.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(usual.successThreshold()).isEqualTo(1);
    assertThat(usual.failureThreshold()).isEqualTo(3);
  }

  @Test
  void theFirstTimeIsSomewhereInsideOnePeriod() {
    Timing timing = Timing.of(Probe.newBuilder().setPeriodSeconds(5).build());
    var random = new Random(4711);
    Duration least = Duration.ofDays(1);
    Duration most = Duration.ZERO;
    for (int i = 0; i < 1000; i++) {
      Duration jitter = timing.jitter(random);
      least = jitter.compareTo(least) < 0 ? jitter : least;
      most = jitter.compareTo(most) > 0 ? jitter : most;
    }
    assertThat(least).isBetween(Duration.ZERO, Duration.ofMillis(500));
    assertThat(most).isBetween(Duration.ofMillis(4500), Duration.ofSeconds(5));
  }
}
