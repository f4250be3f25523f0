package dev.slipway.backend.jobs;

import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.jobs.NewRunRepository.NewRun;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users ask of runs. What follows is the reconciler's. */
@Service
class RunService {
  private final AppService apps;
  private final NewRunRepository newRuns;
  private final RunOrderRepository orders;
  private final RunEvents events;
  private final InstantSource clock;

  RunService(
      AppService apps,
      NewRunRepository newRuns,
      RunOrderRepository orders,
      RunEvents events,
      InstantSource clock) {
    this.apps = apps;
    this.newRuns = newRuns;
    this.orders = orders;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  public RunId start(AppScope scope) {
    App app = apps.app(scope);
    switch (app.kind()) {
      case WEB, WORKER, DAEMON ->
          throw Problem.conflict(
              "no-runs",
              "%s runs all the time; only jobs and cron jobs are run by hand."
                  .formatted(app.slug()));
      case JOB, CRON_JOB -> {}
    }
    if (newRuns.open(scope.organization(), scope.app()) >= CronJobs.MOST_OPEN) {
      throw Problem.conflict(
          "too-many-runs",
          "%d runs of %s are under way. Wait for one to end, or cancel one."
              .formatted(CronJobs.MOST_OPEN, app.slug()));
    }
    String by = scope.caller().name();
    String sentence = "%s runs %s by hand.".formatted(by, app.slug());
    var run =
        new NewRun(scope.organization(), scope.app(), Trigger.MANUAL, by, null, null, sentence);
    RunId id =
        newRuns
            .inService(scope.organization(), scope.app())
            .flatMap(spec -> newRuns.insert(run, spec, clock.instant()))
            .orElseThrow(() ->
                Problem.conflict(
                    "nothing-running", "Nothing is deployed yet, so there is nothing to run."));
    happened(scope, "RunStarted", sentence);
    return id;
  }

  @Transactional
  public void cancel(AppScope scope, RunId run) {
    require(orders.cancel(scope, run));
  }

  @Transactional
  public void suspend(AppScope scope, RunId run, boolean suspended) {
    require(orders.suspend(scope, run, suspended));
  }

  private static void require(boolean open) {
    if (!open) {
      throw Problem.conflict("run-ended", "The run has ended. Start another one.");
    }
  }

  private void happened(AppScope scope, String reason, String message) {
    events.write(
        Severity.INFO, reason, message, scope.organization(), scope.project(), scope.app(), null);
  }
}
