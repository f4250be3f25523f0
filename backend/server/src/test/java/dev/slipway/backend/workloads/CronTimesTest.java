package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  @Test
  void runsInItsTimeZone() {
    assertThat(next("0 3 * * *", "Europe/Berlin", "2026-01-10T00:00:00Z", 1))
        .containsExactlyElementsOf(times("2026-01-10T02:00:00Z"));
    assertThat(next("0 3 * * *", "Asia/Kolkata", "2026-01-10T00:00:00Z", 1))
        .containsExactlyElementsOf(times("2026-01-10T21:30:00Z"));
  }

  /** The last Sunday of March: 02:30 does not exist in Berlin. */
  @Test
  void aSkippedTimeOfDayComesRightAfter() {
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactlyElementsOf(times("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"));
  }

  /** The last Sunday of October: 02:30 comes twice in Berlin. */
  @Test
  void aTimeOfDayThatComesTwiceCountsOnce() {
    assertThat(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
        .containsExactlyElementsOf(times("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"));
  }

  @Test
  void everyHourIsEveryHourWhateverTheClockSays() {
    assertThat(next("15 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", 3))
        .containsExactlyElementsOf(
            times("2026-10-25T00:15:00Z", "2026-10-25T01:15:00Z", "2026-10-25T02:15:00Z"));
    assertThat(next("15 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 3))
        .containsExactlyElementsOf(
            times("2026-03-29T00:15:00Z", "2026-03-29T01:15:00Z", "2026-03-29T02:15:00Z"));
  }

  /** As in cron; Spring alone would ask for Friday the 13th. */
  @Test
  void oneOfDayAndWeekdayIsEnough() {
    assertThat(next("0 0 13 * 5", "UTC", "2026-01-08T12:00:00Z", 3))
        .containsExactlyElementsOf(
            times("2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z", "2026-01-16T00:00:00Z"));
  }

  @Test
  void sundayIsZeroAndSeven() {
    assertThat(next("0 0 * * 7", "UTC", "2026-01-01T00:00:00Z", 2))
        .isEqualTo(next("0 0 * * 0", "UTC", "2026-01-01T00:00:00Z", 2))
        .isEqualTo(next("0 0 * * SUN", "UTC", "2026-01-01T00:00:00Z", 2));
  }

  @Test
  void knowsWords() {
    assertThat(next("@daily", "UTC", "2026-01-01T00:00:00Z", 1))
        .containsExactlyElementsOf(times("2026-01-02T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "* * * *", "0 0 12 * * *", "61 * * * *", "0 0 30 2 *", "@often"})
  void refusesWhatIsNoScheduleOrNeverDue(String schedule) {
    assertThatThrownBy(() -> CronTimes.of(schedule, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theNameOfARunIsTheSameWhoeverMakesIt() {
    assertThat(CronTimes.runName("backup", Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo("backup-29453760");
  }

  private static List<Instant> next(String schedule, String zone, String after, int count) {
    return CronTimes.of(schedule, ZoneId.of(zone)).next(Instant.parse(after), count);
  }

  private static List<Instant> times(String... texts) {
    return Arrays.stream(texts).map(Instant::parse).toList();
  }
}
