package dev.slipway.backend.jobs;

import dev.slipway.api.apps.CronSpec;
import dev.slipway.backend.workloads.CronTimes;
import dev.slipway.backend.workloads.CronTimes.Due;
import java.time.Instant;

/** What a cron job's schedule asks for now. Pure. */
sealed interface CronPlan {
  /** Nothing is due. */
  record Nothing() implements CronPlan {}

  /** Another run is under way; the latest time is looked at again when that has ended. */
  record Wait(Instant at) implements CronPlan {}

  /**
   * @param missed times before it that passed without a run, a hundred at most
   * @param replace whether runs under way are ended
   */
  record Start(Instant at, int missed, boolean replace) implements CronPlan {}

  /** The latest time is past its deadline: no run is made for it any more. */
  record GiveUp(Instant at) implements CronPlan {}

  /**
   * @param settledUntil no time up to this one is looked at again
   * @param open its runs that have not ended
   * @param most runs that may be open at once
   */
  static CronPlan of(
      CronSpec cron, CronTimes times, Instant settledUntil, int open, int most, Instant now) {
    if (cron.suspend()) {
      return new Nothing();
    }
    Due due = times.due(settledUntil, now);
    if (due == null) {
      return new Nothing();
    }
    Integer deadline = cron.startingDeadlineSeconds();
    if (deadline != null && due.at().isBefore(now.minusSeconds(deadline))) {
      return new GiveUp(due.at());
    }
    return switch (cron.concurrencyPolicy()) {
      case ALLOW -> open >= most ? new Wait(due.at()) : new Start(due.at(), due.passed(), false);
      case FORBID -> open > 0 ? new Wait(due.at()) : new Start(due.at(), due.passed(), false);
      case REPLACE -> new Start(due.at(), due.passed(), open > 0);
    };
  }
}
