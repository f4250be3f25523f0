package dev.slipway.backend.jobs;

import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.jobs.CronPlan.GiveUp;
import dev.slipway.backend.jobs.CronPlan.Nothing;
import dev.slipway.backend.jobs.CronPlan.Start;
import dev.slipway.backend.jobs.CronPlan.Wait;
import dev.slipway.backend.jobs.NewRunRepository.NewRun;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.workloads.CronTimes;
import dev.slipway.backend.workloads.JobRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One look at one cron job's schedule. The run and the note that its time is settled are written
 * together, under the lock of the app; and one time has one run, by the table's unique key.
 */
@Component
class CronJobs {
  /** Schedules know no seconds. */
  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  static final int MOST_OPEN = 10;
  private static final int MANY = 100;

  private final JobAppRepository apps;
  private final NewRunRepository newRuns;
  private final RunRepository runs;
  private final RunPodRepository pods;
  private final RunEvents events;
  private final InstantSource clock;

  CronJobs(
      JobAppRepository apps,
      NewRunRepository newRuns,
      RunRepository runs,
      RunPodRepository pods,
      RunEvents events,
      InstantSource clock) {
    this.apps = apps;
    this.newRuns = newRuns;
    this.runs = runs;
    this.pods = pods;
    this.events = events;
    this.clock = clock;
  }

  /** Whether a look, under the lock, is worth it. */
  boolean stirs(JobApp app) {
    CronSpec cron = app.cron();
    if (cron == null) {
      return false;
    }
    Instant settled = app.settledUntil();
    if (settled == null || !seen(cron).equals(app.schedule())) {
      return true;
    }
    CronTimes times = JobRules.times(cron.schedule(), cron.timeZone());
    return !(CronPlan.of(cron, times, settled, 0, MOST_OPEN, clock.instant()) instanceof Nothing);
  }

  private static String seen(CronSpec cron) {
    return cron.schedule() + " " + cron.timeZone();
  }

  @Transactional
  public boolean look(long epoch, AppId id) {
    Optional<JobApp> locked = apps.lock(epoch, id);
    if (locked.isEmpty()) {
      return false;
    }
    JobApp app = locked.get();
    CronSpec cron = app.cron();
    if (cron == null) {
      return false;
    }
    Instant now = clock.instant();
    String schedule = seen(cron);
    Instant settled = app.settledUntil();
    if (settled == null || !schedule.equals(app.schedule())) {
      // Times of a schedule that nobody had yet were not missed.
      apps.settled(epoch, app, schedule, now);
      return true;
    }
    CronTimes times = JobRules.times(cron.schedule(), cron.timeZone());
    int open = newRuns.open(app.organization(), id);
    return switch (CronPlan.of(cron, times, settled, open, MOST_OPEN, now)) {
      case Nothing() -> false;
      case Wait(_) -> false;
      case Start start -> start(epoch, app, start, schedule, now);
      case GiveUp(var at) -> {
        apps.settled(epoch, app, schedule, at);
        events.write(
            Severity.WARNING,
            app,
            "RunMissed",
            "The run of %s due at %s could not start within %d seconds and is given up."
                .formatted(app.slug(), at, cron.startingDeadlineSeconds()));
        yield true;
      }
    };
  }

  private boolean start(long epoch, JobApp app, Start start, String schedule, Instant now) {
    if (start.replace()) {
      for (RunId run : runs.open(app.id())) {
        replace(epoch, run, now);
      }
    }
    if (start.missed() >= MANY) {
      events.write(
          Severity.WARNING,
          app,
          "TooManyMissedTimes",
          "More than %d runs of %s were missed. Only the latest is made up for; a startingDeadlineSeconds would say how late is too late."
              .formatted(MANY, app.slug()));
    }
    String name = CronTimes.runName(app.slug(), start.at());
    String sentence = "%s begins, due at %s.".formatted(name, DUE.format(start.at()));
    var run =
        new NewRun(
            app.organization(),
            app.id(),
            Trigger.SCHEDULE,
            "the schedule",
            name,
            start.at(),
            sentence);
    boolean made =
        newRuns
            .inService(app.organization(), app.id())
            .flatMap(spec -> newRuns.insert(run, spec, now))
            .isPresent();
    apps.settled(epoch, app, schedule, start.at());
    if (made) {
      events.write(Severity.INFO, app, "RunStarted", sentence);
    }
    return true;
  }

  private void replace(long epoch, RunId id, Instant now) {
    runs.lock(epoch, id)
        .ifPresent(run -> {
          pods.stopAll(epoch, id, now);
          String sentence = "%s gives way to the next run.".formatted(run.name());
          runs.end(epoch, run, State.CANCELED, "replaced", sentence, now);
          events.info(run, "RunReplaced", sentence);
        });
  }
}
