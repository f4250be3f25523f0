package dev.slipway.backend.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.CronSpec.Concurrency;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.apps.JobSpec.FailureRule.Operator;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.api.jobs.RunsApi;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs from deployment to end on the real database; what nodes would report is written by the test.
 */
@ServerTest
class JobsTest {
  /** No time of it comes while a test runs, as those of a schedule of minutes do. */
  private static final String YEARLY = "0 0 1 1 *";

  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired List<Reconciler> reconcilers;
  @Autowired AppsApi apps;
  @Autowired DeploymentsApi deployments;
  @Autowired RunsApi runs;
  @Autowired SchedulesApi schedules;
  @Autowired DeletedJobs deleted;

  private TestTenant tenant;
  private UUID app;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    app = tenant.app().value();
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, deleted_at = now()");
    update("update job_run set state = 'CANCELED', finished_at = now() where finished_at is null");
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void aDeploymentMakesOneRunWhosePodsAreThoseOfNoRollout() {
    job(JobSpec.of(2, 1));
    deploy();
    RunView run = only();
    assertThat(run.trigger()).isEqualTo(Trigger.DEPLOYMENT);
    assertThat(run.state()).isEqualTo(State.RUNNING);
    assertThat(pods()).hasSize(1);
    ended("SUCCEEDED", 0);
    rounds();
    assertThat(only().succeeded()).isEqualTo(1);
    ended("SUCCEEDED", 0);
    rounds();
    RunView done = only();
    assertThat(done.state()).isEqualTo(State.SUCCEEDED);
    assertThat(done.succeeded()).isEqualTo(2);
    assertThat(as(() -> runs.pods(done.id())))
        .hasSize(2)
        .allMatch(pod -> pod.outcome() == RunPodView.Outcome.SUCCEEDED);
    assertThat(as(() -> runs.changes(done.id())).stream().map(change -> change.state()))
        .containsExactly(State.RUNNING, State.SUCCEEDED);
    AppView view = as(() -> apps.app(app));
    assertThat(view.status()).isEqualTo(AppView.Status.SUCCEEDED);
    assertThat(view.statusReason()).isEqualTo("Run 1 succeeded.");
    assertThat(list("select state from deployment")).containsExactly("COMPLETE");
  }

  @Test
  void aRunByHandRunsItAgain() {
    job(JobSpec.once());
    assertThatThrownBy(() -> as(() -> runs.start(app))).isInstanceOf(Problem.class);
    deploy();
    ended("SUCCEEDED", 0);
    rounds();
    RunView second = as(() -> runs.start(app));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.trigger()).isEqualTo(Trigger.MANUAL);
    rounds();
    assertThat(pods()).hasSize(1);
    assertThat(as(() -> runs.list(app, null, 1)).next()).isEqualTo("2");
    assertThat(as(() -> runs.list(app, "2", 1)).items())
        .extracting(RunView::number)
        .containsExactly(1);
  }

  @Test
  void failuresPauseAndThenEndIt() {
    job(JobSpec.once().with(1, null, Restart.NEVER));
    deploy();
    ended("FAILED", 3);
    rounds();
    assertThat(only().failed()).isEqualTo(1);
    // The next pod waits ten seconds.
    assertThat(pods()).isEmpty();
    update("update job_run set last_failure_at = now() - interval '11 seconds', next_at = now()");
    rounds();
    assertThat(pods()).hasSize(1);
    ended("FAILED", 3);
    rounds();
    RunView failed = only();
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.problemType()).isEqualTo("backoff-limit-exceeded");
    assertThat(as(() -> apps.app(app)).status()).isEqualTo(AppView.Status.FAILING);
    assertThat(as(() -> runs.pods(failed.id())))
        .hasSize(2)
        .allMatch(pod -> Integer.valueOf(3).equals(pod.exitCode()))
        .allMatch(pod -> "no database".equals(pod.message()));
  }

  @Test
  void theDeadlineEndsItAndItsPods() {
    job(JobSpec.once().with(6, 60, Restart.NEVER));
    deploy();
    update("update job_run set started_at = now() - interval '61 seconds', next_at = now()");
    rounds();
    assertThat(only().problemType()).isEqualTo("deadline-exceeded");
    assertThat(pods()).isEmpty();
  }

  @Test
  void aSuspendedRunStopsItsPodsAndStartsItsTimeAnew() {
    job(JobSpec.once());
    deploy();
    UUID run = only().id();
    assertThat(as(() -> runs.suspend(run)).state()).isEqualTo(State.RUNNING);
    rounds();
    assertThat(only().state()).isEqualTo(State.SUSPENDED);
    assertThat(only().startedAt()).isNull();
    assertThat(pods()).isEmpty();
    as(() -> runs.resume(run));
    rounds();
    assertThat(only().state()).isEqualTo(State.RUNNING);
    assertThat(pods()).hasSize(1);
  }

  @Test
  void aCanceledRunEndsItsPodsAndStaysEnded() {
    job(JobSpec.of(5, 3));
    deploy();
    UUID run = only().id();
    as(() -> runs.cancel(run));
    rounds();
    assertThat(only().state()).isEqualTo(State.CANCELED);
    assertThat(pods()).isEmpty();
    assertThatThrownBy(() -> as(() -> runs.cancel(run))).isInstanceOf(Problem.class);
  }

  @Test
  void eachIndexSucceedsOnce() {
    job(JobSpec.of(3, 2).byIndex(null, null));
    deploy();
    assertThat(list("select run_index::text from pod where intent = 'RUN' order by 1"))
        .containsExactly("0", "1");
    update("update pod set phase = 'SUCCEEDED', exit_code = 0 where run_index = 1");
    rounds();
    assertThat(list("select run_index::text from pod where intent = 'RUN' order by 1"))
        .containsExactly("0", "2");
    ended("SUCCEEDED", 0);
    rounds();
    assertThat(only().state()).isEqualTo(State.SUCCEEDED);
  }

  @Test
  void aPolicyEndsTheRunOrForgetsThePod() {
    job(
        JobSpec.once()
            .withPolicy(
                List.of(
                    new FailureRule(Action.IGNORE, Operator.IN, List.of(143)),
                    new FailureRule(Action.FAIL_JOB, Operator.IN, List.of(42)))));
    deploy();
    ended("FAILED", 143);
    rounds();
    assertThat(only().failed()).isZero();
    assertThat(pods()).hasSize(1);
    ended("FAILED", 42);
    rounds();
    assertThat(only().problemType()).isEqualTo("pod-failure-policy");
  }

  /** The leader dies after a pod has ended and before it was counted, and while it counts. */
  @Test
  void aPodIsCountedOnceHoweverOftenItsLeaderDies() {
    job(JobSpec.of(3, 1));
    deploy();
    ended("SUCCEEDED", 0);
    long dead = epoch;
    epoch = tenants.lead();
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(_ -> {
              reconciler("JobReconciler").reconcile(epoch);
              throw new IllegalStateException("killed");
            }))
        .isInstanceOf(IllegalStateException.class);
    rounds();
    assertThat(only().succeeded()).isEqualTo(1);
    assertThatThrownBy(() -> reconciler("RunSweeper").reconcile(dead))
        .isInstanceOf(Db.Deposed.class);
    rounds();
    assertThat(only().succeeded()).isEqualTo(1);
    assertThat(list("select pod from job_pod_result")).hasSize(1);
  }

  @Test
  void aPodThatEndedCountsThoughItsRowIsGone() {
    job(JobSpec.of(2, 1));
    deploy();
    ended("SUCCEEDED", 0);
    update("delete from pod");
    rounds();
    assertThat(only().succeeded()).isEqualTo(1);
    assertThat(pods()).hasSize(1);
  }

  @Test
  void aPodThatWasTakenAwayComesAgainAndIsNoFailure() {
    job(JobSpec.once());
    deploy();
    update("update pod set intent = 'STOP'");
    rounds();
    assertThat(only().failed()).isZero();
    assertThat(pods()).hasSize(1);
  }

  @Test
  void anEndedRunGoesAfterItsTime() {
    job(JobSpec.once().withTtl(60));
    deploy();
    ended("SUCCEEDED", 0);
    rounds();
    assertThat(only().state()).isEqualTo(State.SUCCEEDED);
    update("update job_run set finished_at = now() - interval '61 seconds'");
    update("delete from pod");
    rounds();
    assertThat(as(() -> runs.list(app, null, 20)).items()).isEmpty();
    // Its deployment had its run: none is made again.
    rounds();
    assertThat(list("select name from job_run")).isEmpty();
  }

  @Test
  void oneTimeHasOneRunWhoeverLeads() {
    cron(CronSpec.of(YEARLY, "UTC"));
    deploy();
    assertThat(list("select name from job_run")).isEmpty();
    missed("400 days");
    rounds();
    List<String> first = list("select name from job_run");
    assertThat(first).hasSize(1).allMatch(name -> name.matches("web-[0-9]{8}"));
    // Another leader that has not seen that this time is settled.
    epoch = tenants.lead();
    missed("400 days");
    rounds();
    assertThat(list("select name from job_run where trigger = 'SCHEDULE'")).hasSize(1);
  }

  @Test
  void aRunWaitsForTheOneBeforeAndThenTheLatestIsMadeUpFor() {
    cron(CronSpec.of(YEARLY, "UTC").with(Concurrency.FORBID, null));
    deploy();
    missed("400 days");
    rounds();
    assertThat(list("select name from job_run")).hasSize(1);
    missed("400 days");
    update("update job_run set scheduled_for = scheduled_for - interval '1 hour'");
    rounds();
    assertThat(list("select name from job_run")).hasSize(1);
    ended("SUCCEEDED", 0);
    rounds();
    assertThat(list("select name from job_run")).hasSize(2);
  }

  @Test
  void aRunReplacesTheOneBefore() {
    cron(CronSpec.of(YEARLY, "UTC").with(Concurrency.REPLACE, null));
    deploy();
    missed("400 days");
    rounds();
    update("update job_run set scheduled_for = scheduled_for - interval '1 hour'");
    missed("400 days");
    rounds();
    assertThat(list("select state || coalesce(problem_type, '') from job_run order by number"))
        .containsExactly("CANCELEDreplaced", "RUNNING");
    assertThat(pods()).hasSize(1);
  }

  @Test
  void aRunPastItsDeadlineIsGivenUpAndSaid() {
    cron(CronSpec.of(YEARLY, "UTC").with(Concurrency.ALLOW, 60));
    deploy();
    missed("400 days");
    rounds();
    assertThat(list("select name from job_run")).isEmpty();
    assertThat(list("select reason from event")).contains("RunMissed").doesNotContain("RunStarted");
    rounds();
    assertThat(list("select reason from event where reason = 'RunMissed'")).hasSize(1);
  }

  @Test
  void manyMissedAreSaidAndTheLatestStarts() {
    // Every minute of three hours, none of which is the present one or the next.
    int hour = OffsetDateTime.now(ZoneOffset.UTC).getHour();
    int[] hours = IntStream.of(18, 19, 20).map(later -> (hour + later) % 24).toArray();
    cron(CronSpec.of("* %d,%d,%d * * *".formatted(hours[0], hours[1], hours[2]), "UTC"));
    deploy();
    missed("12 hours");
    rounds();
    assertThat(list("select name from job_run")).hasSize(1);
    assertThat(list("select reason from event")).contains("TooManyMissedTimes");
  }

  @Test
  void aSuspendedScheduleStartsNothingUntilItIsResumed() {
    cron(CronSpec.of(YEARLY, "UTC"));
    deploy();
    assertThat(as(() -> schedules.suspend(app)).next()).isEmpty();
    missed("400 days");
    rounds();
    assertThat(list("select name from job_run")).isEmpty();
    assertThat(as(() -> schedules.resume(app)).next()).hasSize(3);
    rounds();
    assertThat(list("select name from job_run")).hasSize(1);
  }

  @Test
  void onlyTheLastRunsOfACronJobAreKept() {
    cron(CronSpec.of(YEARLY, "UTC"));
    deploy();
    for (int i = 0; i < 5; i++) {
      as(() -> runs.start(app));
      rounds();
      ended("SUCCEEDED", 0);
      rounds();
    }
    update("delete from pod");
    rounds();
    assertThat(list("select number::text from job_run order by number"))
        .containsExactly("3", "4", "5");
    AppView view = as(() -> apps.app(app));
    assertThat(requireNonNull(view.runs()).next()).isNotNull();
  }

  @Test
  void aDeletedJobLeavesNothing() {
    job(JobSpec.of(3, 2));
    deploy();
    as(() -> {
      apps.delete(app);
      return app;
    });
    assertThat(deleted.removed(epoch, tenant.organization(), tenant.app())).isFalse();
    assertThat(pods()).isEmpty();
    update("delete from pod");
    assertThat(deleted.removed(epoch, tenant.organization(), tenant.app())).isTrue();
    assertThat(list("select state from job_run")).containsExactly("CANCELED");
  }

  private void job(JobSpec job) {
    kind("JOB", AppSpec.worker().withJob(job));
  }

  private void cron(CronSpec cron) {
    kind("CRON_JOB", AppSpec.worker().withJob(JobSpec.once()).withCron(cron));
  }

  private void kind(String kind, AppSpec spec) {
    update(
        "update app set kind = '%s', replicas = 0, spec = cast('%s' as jsonb)"
            .formatted(kind, json.write(spec)));
  }

  private void missed(String time) {
    update("update job set settled_until = now() - interval '%s'".formatted(time));
  }

  private void deploy() {
    as(() -> deployments.deploy(app, Deploy.branch()));
    update(
        """
        update build set state = 'SUCCEEDED', since = now(), finished_at = now(),
                         image_digest = 'sha256:%s'
        """
            .formatted("0".repeat(64)));
    rounds();
  }

  /** All pods that run end so. */
  private void ended(String phase, int code) {
    update(
        """
        update pod set phase = '%s', exit_code = %d, message = 'no database', finished_at = now()
         where intent = 'RUN'
        """
            .formatted(phase, code));
  }

  private void rounds() {
    for (int i = 0; i < 4; i++) {
      for (String name :
          List.of("DeploymentReconciler", "JobReconciler", "CronReconciler", "RunSweeper")) {
        reconciler(name).reconcile(epoch);
      }
    }
  }

  private Reconciler reconciler(String name) {
    return reconcilers.stream()
        .filter(one -> AopUtils.getTargetClass(one).getSimpleName().equals(name))
        .findAny()
        .orElseThrow();
  }

  private List<String> pods() {
    return list("select name from pod where intent = 'RUN'");
  }

  private RunView only() {
    return as(() -> runs.list(app, null, 20)).items().getFirst();
  }

  private <T> T as(Supplier<T> call) {
    return tenant.as(call::get);
  }

  /** Rows of this tenant only. */
  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }
}
