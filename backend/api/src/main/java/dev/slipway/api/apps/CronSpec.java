package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import org.jspecify.annotations.Nullable;

/**
 * When a cron job runs. Acts at once, unlike the rest of a spec, which waits for a deployment.
 *
 * @param schedule five fields (minute, hour, day of month, month, day of week) or a word such as
 *     {@code @daily}
 * @param timeZone such as {@code Europe/Berlin}; UTC when left out
 * @param concurrencyPolicy what happens when a run is due while another one is under way
 * @param startingDeadlineSeconds a run that could not start for so long is given up; null: the
 *     latest missed one is made up for, however late
 * @param successfulRunsHistoryLimit how many runs that succeeded are kept; 3 when left out
 * @param failedRunsHistoryLimit how many others are kept; 1 when left out
 * @param suspend no run starts
 */
public record CronSpec(
    String schedule,
    @Usual String timeZone,
    @Usual Concurrency concurrencyPolicy,
    @Nullable Integer startingDeadlineSeconds,
    @Usual Integer successfulRunsHistoryLimit,
    @Usual Integer failedRunsHistoryLimit,
    @Usual Boolean suspend) {

  public enum Concurrency {
    /** Both run. */
    ALLOW,
    /** The new one waits; of several that wait only the latest runs. */
    FORBID,
    /** The old one is ended. */
    REPLACE
  }

  public CronSpec {
    timeZone = requireNonNullElse(timeZone, "UTC");
    concurrencyPolicy = requireNonNullElse(concurrencyPolicy, Concurrency.ALLOW);
    successfulRunsHistoryLimit = requireNonNullElse(successfulRunsHistoryLimit, 3);
    failedRunsHistoryLimit = requireNonNullElse(failedRunsHistoryLimit, 1);
    suspend = requireNonNullElse(suspend, false);
  }

  public static CronSpec of(String schedule, String timeZone) {
    return new CronSpec(schedule, timeZone, Concurrency.ALLOW, null, 3, 1, false);
  }

  public CronSpec with(Concurrency policy, @Nullable Integer startingDeadlineSeconds) {
    return new CronSpec(
        schedule,
        timeZone,
        policy,
        startingDeadlineSeconds,
        successfulRunsHistoryLimit,
        failedRunsHistoryLimit,
        suspend);
  }

  public CronSpec at(String schedule, String timeZone) {
    return new CronSpec(
        schedule,
        timeZone,
        concurrencyPolicy,
        startingDeadlineSeconds,
        successfulRunsHistoryLimit,
        failedRunsHistoryLimit,
        suspend);
  }

  public CronSpec suspended(boolean suspended) {
    return new CronSpec(
        schedule,
        timeZone,
        concurrencyPolicy,
        startingDeadlineSeconds,
        successfulRunsHistoryLimit,
        failedRunsHistoryLimit,
        suspended);
  }
}
