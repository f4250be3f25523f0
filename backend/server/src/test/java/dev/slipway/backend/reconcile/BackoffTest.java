package dev.slipway.backend.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "5, 16", "6, 30", "1000, 30"})
  void failuresInARowAreTriedLessOften(int failures, long seconds) {
    assertThat(Backoff.after(failures)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
