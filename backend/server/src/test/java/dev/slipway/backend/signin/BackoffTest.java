package dev.slipway.backend.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.signin.Backoff.Tries;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "4, 0", "5, 2", "6, 4", "10, 64", "13, 512", "14, 900", "1000, 900"})
  void fiveAreFreeThenThePauseDoublesToAQuarterHour(int failures, long seconds) {
    assertThat(Backoff.forAccount(new Tries(failures, NOW), NOW))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anHourLaterAllIsForgotten() {
    Instant later = NOW.plus(Duration.ofMinutes(61));
    assertThat(Backoff.forAccount(new Tries(50, NOW), later)).isZero();
    assertThat(Backoff.nextForAccount(new Tries(50, NOW), later).count()).isOne();
  }

  @Test
  void aNetworkHasTwentyAMinute() {
    Tries tries = Tries.none(NOW);
    for (int i = 0; i < 20; i++) {
      Instant at = NOW.plusSeconds(i);
      assertThat(Backoff.forNetwork(tries, at)).isZero();
      tries = Backoff.nextForNetwork(tries, at);
    }
    assertThat(Backoff.forNetwork(tries, NOW.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
    assertThat(Backoff.forNetwork(tries, NOW.plusSeconds(60))).isZero();
    assertThat(Backoff.nextForNetwork(tries, NOW.plusSeconds(60)).count()).isOne();
  }
}
