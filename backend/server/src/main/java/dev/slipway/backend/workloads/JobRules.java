package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.backend.kernel.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a spec may say of runs and their times. */
public final class JobRules {
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_INDEXES = 10_000;
  private static final int MOST_RULES = 20;
  private static final int MOST_CODES = 255;
  private static final int YEAR = 366 * 86_400;

  private JobRules() {}

  /** With the defaults of its kind where nothing was said. */
  static AppSpec complete(Kind kind, AppSpec spec) {
    return switch (kind) {
      case WEB, WORKER, DAEMON -> {
        if (spec.job() != null || spec.cron() != null) {
          throw Problem.invalid(
              "Only jobs and cron jobs have runs. Leave out job and cron, or choose another kind.");
        }
        yield spec;
      }
      case JOB -> {
        if (spec.cron() != null) {
          throw Problem.invalid(
              "A job runs when it is deployed or asked for. To run it at set times, make it a cron job.");
        }
        yield spec.withJob(job(spec.job()));
      }
      case CRON_JOB -> {
        if (spec.cron() == null) {
          throw Problem.invalid(
              "A cron job needs a schedule, such as \"0 3 * * *\" for every night at three.");
        }
        cron(spec.cron());
        yield spec.withJob(job(spec.job()));
      }
    };
  }

  private static JobSpec job(@Nullable JobSpec asked) {
    JobSpec job = asked == null ? JobSpec.once() : asked;
    Integer completions = job.completions();
    if (completions != null) {
      SpecRules.within("completions", completions, 1, MOST_INDEXES, "");
    }
    SpecRules.within("parallelism", job.parallelism(), 1, MOST_AT_ONCE, "pods");
    SpecRules.within("backoffLimit", job.backoffLimit(), 0, 1_000_000, "failures");
    within("activeDeadlineSeconds", job.activeDeadlineSeconds(), 1);
    within("ttlSecondsAfterFinished", job.ttlSecondsAfterFinished(), 0);
    if (job.indexed() && completions == null) {
      throw Problem.invalid("An indexed job needs completions: the number of its indexes.");
    }
    indexes(job);
    policy(job);
    return job;
  }

  private static void indexes(JobSpec job) {
    Integer perIndex = job.backoffLimitPerIndex();
    Integer most = job.maxFailedIndexes();
    if ((perIndex != null || most != null) && !job.indexed()) {
      throw Problem.invalid("Limits for each index need completionMode INDEXED.");
    }
    if (most != null && perIndex == null) {
      throw Problem.invalid(
          "maxFailedIndexes needs backoffLimitPerIndex: without it no index fails.");
    }
    if (perIndex != null) {
      requireNever(job, "backoffLimitPerIndex");
      SpecRules.within("backoffLimitPerIndex", perIndex, 0, 1_000, "failures");
    }
    if (most != null) {
      SpecRules.within("maxFailedIndexes", most, 0, MOST_INDEXES, "");
    }
  }

  private static void policy(JobSpec job) {
    if (job.podFailurePolicy().isEmpty()) {
      return;
    }
    requireNever(job, "podFailurePolicy");
    SpecRules.within(
        "The number of failure rules", job.podFailurePolicy().size(), 1, MOST_RULES, "");
    for (FailureRule rule : job.podFailurePolicy()) {
      if (Objects.isNull(rule) || Objects.isNull(rule.action())) {
        throw Problem.invalid("A rule of the podFailurePolicy needs an action.");
      }
      if (rule.exitCodes().isEmpty() || rule.exitCodes().size() > MOST_CODES) {
        throw Problem.invalid("A rule of the podFailurePolicy needs exitCodes, at most 255.");
      }
      for (Integer code : rule.exitCodes()) {
        // A pod that ends with 0 has not failed.
        SpecRules.within("An exit code", Objects.requireNonNullElse(code, 0), 1, 255, "");
      }
      if (rule.action() == FailureRule.Action.FAIL_INDEX && job.backoffLimitPerIndex() == null) {
        throw Problem.invalid("FAIL_INDEX needs backoffLimitPerIndex.");
      }
    }
  }

  private static void requireNever(JobSpec job, String what) {
    if (job.restart() != Restart.NEVER) {
      throw Problem.invalid(
          "%s needs restart NEVER: a program that is restarted in place is no failed pod."
              .formatted(what));
    }
  }

  private static void cron(CronSpec cron) {
    CronTimes _ = times(cron.schedule(), cron.timeZone());
    within("startingDeadlineSeconds", cron.startingDeadlineSeconds(), 10);
    SpecRules.within("successfulRunsHistoryLimit", cron.successfulRunsHistoryLimit(), 0, 100, "");
    SpecRules.within("failedRunsHistoryLimit", cron.failedRunsHistoryLimit(), 0, 100, "");
  }

  private static void within(String name, @Nullable Integer seconds, int least) {
    if (seconds != null) {
      SpecRules.within(name, seconds, least, YEAR, "seconds");
    }
  }

  /**
   * @throws Problem invalid, in words for whoever typed it
   */
  public static CronTimes times(@Nullable String schedule, String timeZone) {
    if (schedule == null || schedule.isBlank() || schedule.length() > 200) {
      throw Problem.invalid(
          "A cron job needs a schedule, such as \"0 3 * * *\" for every night at three.");
    }
    try {
      return CronTimes.of(schedule, zone(timeZone));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "\"%s\" is not a schedule: %s. An example: \"30 2 * * 1-5\" is half past two on weekdays."
              .formatted(schedule, e.getMessage()));
    }
  }

  private static ZoneId zone(String timeZone) {
    try {
      return ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      throw Problem.invalid(
          "\"%s\" is not a time zone. Name one such as Europe/Berlin or UTC.".formatted(timeZone));
    }
  }
}
