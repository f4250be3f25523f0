package dev.slipway.backend.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.CronSpec.Concurrency;
import dev.slipway.backend.jobs.CronPlan.GiveUp;
import dev.slipway.backend.jobs.CronPlan.Nothing;
import dev.slipway.backend.jobs.CronPlan.Start;
import dev.slipway.backend.jobs.CronPlan.Wait;
import dev.slipway.backend.workloads.CronTimes;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Each row of what a cron job's fields mean. */
class CronPlanTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final CronSpec HOURLY = CronSpec.of("0 * * * *", "UTC");

  @Test
  void nothingIsDueBeforeItsTime() {
    assertThat(plan(HOURLY, NOON, 0, NOON.plusSeconds(3_599))).isEqualTo(new Nothing());
    assertThat(plan(HOURLY, NOON, 0, NOON.plusSeconds(3_600)))
        .isEqualTo(new Start(NOON.plusSeconds(3_600), 0, false));
  }

  @Test
  void allowRunsBesideOthers() {
    assertThat(plan(HOURLY, NOON, 3, NOON.plusSeconds(3_600))).isInstanceOf(Start.class);
    assertThat(plan(HOURLY, NOON, 10, NOON.plusSeconds(3_600))).isInstanceOf(Wait.class);
  }

  @Test
  void forbidWaitsAndThenMakesUpForTheLatestOnly() {
    CronSpec forbid = HOURLY.with(Concurrency.FORBID, null);
    assertThat(plan(forbid, NOON, 1, NOON.plusSeconds(3_600))).isInstanceOf(Wait.class);
    Instant later = NOON.plusSeconds(3 * 3_600 + 60);
    assertThat(plan(forbid, NOON, 0, later))
        .isEqualTo(new Start(NOON.plusSeconds(10_800), 2, false));
  }

  @Test
  void replaceEndsWhatRuns() {
    CronSpec replace = HOURLY.with(Concurrency.REPLACE, null);
    assertThat(plan(replace, NOON, 1, NOON.plusSeconds(3_600)))
        .isEqualTo(new Start(NOON.plusSeconds(3_600), 0, true));
  }

  @Test
  void afterItsDeadlineARunIsGivenUp() {
    CronSpec strict = HOURLY.with(Concurrency.ALLOW, 60);
    Instant due = NOON.plusSeconds(3_600);
    assertThat(plan(strict, NOON, 0, due.plusSeconds(60))).isInstanceOf(Start.class);
    assertThat(plan(strict, NOON, 0, due.plusSeconds(61))).isEqualTo(new GiveUp(due));
  }

  @Test
  void suspendedNothingIsDueAndAfterwardsTheMissedOneIs() {
    Instant now = NOON.plusSeconds(7_300);
    assertThat(plan(HOURLY.suspended(true), NOON, 0, now)).isEqualTo(new Nothing());
    assertThat(plan(HOURLY, NOON, 0, now)).isEqualTo(new Start(NOON.plusSeconds(7_200), 1, false));
  }

  @Test
  void ofManyMissedTheLatestStartsAndTheyAreCountedToAHundred() {
    CronSpec minutely = CronSpec.of("* * * * *", "UTC");
    Instant now = NOON.plusSeconds(400L * 86_400 + 30);
    assertThat(plan(minutely, NOON, 0, now)).isEqualTo(new Start(now.minusSeconds(30), 100, false));
  }

  private static CronPlan plan(CronSpec cron, Instant settled, int open, Instant now) {
    var times = CronTimes.of(cron.schedule(), ZoneOffset.UTC);
    return CronPlan.of(cron, times, settled, open, 10, now);
  }
}
