package dev.slipway.backend.disks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.nodes.NodeDiskView.Condition;
import dev.slipway.backend.disks.DiskForecast.Cause;
import dev.slipway.backend.disks.DiskForecast.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskForecastTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final long GIB = 1L << 30;
  private static final UUID CHATTY = new UUID(1, 1);
  private static final UUID QUIET = new UUID(2, 2);

  /** A quarter of an hour after the one before. */
  private static DiskSample sample(int number, long used, long chattyLogs, long quietLogs) {
    return new DiskSample(
        BEGIN.plus(Duration.ofMinutes(15L * number)),
        100 * GIB,
        100 * GIB - used,
        10 * GIB,
        2 * GIB,
        chattyLogs + quietLogs,
        0,
        List.of(
            new DiskSample.App(CHATTY, chattyLogs, 0, 0),
            new DiskSample.App(QUIET, quietLogs, 0, 0)));
  }

  /** A GiB of the chatty app's logs each hour, on a disk with 60 GiB used. */
  private static List<DiskSample> growing(int count) {
    var samples = new ArrayList<DiskSample>();
    for (int i = 0; i < count; i++) {
      long grown = i * GIB / 4;
      samples.add(sample(i, 60 * GIB + grown, GIB + grown, GIB));
    }
    return samples;
  }

  @Test
  void saysWhenTheDiskIsFullAndWhoIsToBlame() {
    Outlook outlook = DiskForecast.of(growing(41)).orElseThrow();
    // Ten hours later 70 GiB are used.
    assertThat(outlook.growth().fullAt()).isEqualTo(BEGIN.plus(Duration.ofHours(10 + 30)));
    assertThat(outlook.growth().bytesPerDay()).isEqualTo(24 * GIB);
    assertThat(outlook.cause()).isEqualTo(new Cause.LogsOf(CHATTY));
    assertThat(outlook.share()).isEqualTo(100);
    var forecast =
        DiskWords.forecast(
            outlook, Map.of(CHATTY, "main/shop/production/web"), BEGIN.plus(Duration.ofHours(10)));
    assertThat(forecast.sentence())
        .isEqualTo(
            "Full in about 30 hours if it goes on like this, mostly by the logs of main/shop/production/web.");
  }

  @Test
  void saysNothingTooEarlyOrOfWhatDoesNotGrow() {
    assertThat(DiskForecast.of(List.of())).isEmpty();
    assertThat(DiskForecast.of(growing(3))).isEmpty();
    assertThat(DiskForecast.of(growing(8))).isEmpty();
    assertThat(DiskForecast.of(growing(9))).isPresent();
    var still = new ArrayList<DiskSample>();
    for (int i = 0; i < 96; i++) {
      still.add(sample(i, 60 * GIB - i, GIB, GIB));
    }
    assertThat(DiskForecast.of(still)).isEmpty();
  }

  @Test
  void whatWasTidiedUpInBetweenDoesNotHideTheGrowth() {
    var samples = new ArrayList<DiskSample>();
    for (int i = 0; i < 96; i++) {
      // Every twelve hours images make room for what has grown since.
      long grown = (i % 48) * GIB / 4;
      samples.add(sample(i, 70 * GIB + grown, GIB, GIB));
    }
    Outlook outlook = DiskForecast.of(samples).orElseThrow();
    assertThat(outlook.growth().bytesPerDay()).isEqualTo(24 * GIB);
    assertThat(outlook.cause()).isEqualTo(new Cause.Other());
  }

  @Test
  void noiseDoesNotMoveItFar() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var samples = new ArrayList<DiskSample>();
      for (int i = 0; i < 96; i++) {
        long noise = (random.nextInt(2000) - 1000) * (GIB / 1000);
        samples.add(sample(i, 50 * GIB + i * GIB / 8 + noise, GIB, GIB));
      }
      Outlook outlook = DiskForecast.of(samples).orElseThrow();
      assertThat(outlook.growth().bytesPerDay()).as("seed " + seed).isBetween(11 * GIB, 13 * GIB);
    }
  }

  @Test
  void theConditionSaysWhatHappens() {
    var limits = new DiskProperties(80, 70, 85, 0, GIB, GIB, GIB, 3);
    assertThat(DiskWords.condition(sample(0, 79 * GIB, 0, 0), limits)).isEqualTo(Condition.FINE);
    assertThat(DiskWords.condition(sample(0, 80 * GIB, 0, 0), limits))
        .isEqualTo(Condition.COLLECTING);
    assertThat(DiskWords.condition(sample(0, 85 * GIB, 0, 0), limits))
        .isEqualTo(Condition.PRESSURE);
    assertThat(DiskWords.sentence(sample(0, 85 * GIB, 0, 0), limits)).contains("no build begins");
  }
}
