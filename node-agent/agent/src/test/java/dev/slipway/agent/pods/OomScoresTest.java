package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.QualityOfService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OomScoresTest {
  /** Memory in MiB. */
  @ParameterizedTest
  @CsvSource({
    "GUARANTEED,  512, 8192, -997",
    "BURSTABLE,   512, 8192, 938",
    "BURSTABLE,  4096, 8192, 500",
    "BURSTABLE,     1, 8192, 999",
    "BURSTABLE,  8192, 8192, 2",
    "BURSTABLE, 16384, 8192, 2",
    "BURSTABLE,   512,    0, 999",
    "BEST_EFFORT,   0, 8192, 1000",
    "QUALITY_UNSPECIFIED, 0, 8192, 500"
  })
  void followsTheFormulaOfKubernetes(
      QualityOfService quality, long requested, long machine, int score) {
    assertThat(OomScores.of(quality, requested << 20, machine << 20)).isEqualTo(score);
  }
}
