package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.apps.JobSpec.FailureRule.Operator;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobRulesTest {
  private static final List<FailureRule> POLICY =
      List.of(new FailureRule(Action.IGNORE, Operator.IN, List.of(143)));

  @Test
  void fillsInTheDefaultsOfItsKind() {
    assertThat(SpecRules.complete(Kind.JOB, null).job()).isEqualTo(JobSpec.once());
    assertThat(SpecRules.complete(Kind.DAEMON, null)).isEqualTo(AppSpec.worker());
    AppSpec cron = AppSpec.worker().withCron(CronSpec.of("@daily", "Europe/Berlin"));
    assertThat(SpecRules.complete(Kind.CRON_JOB, cron).job()).isEqualTo(JobSpec.once());
  }

  static Stream<AppSpec> refusedForJobs() {
    return Stream.of(
        AppSpec.web(8080),
        AppSpec.worker().withCron(CronSpec.of("@daily", "UTC")),
        job(JobSpec.of(0, 1)),
        job(JobSpec.of(1, 0)),
        job(JobSpec.of(1, 1).with(-1, null, Restart.NEVER)),
        job(JobSpec.of(1, 1).with(6, 0, Restart.NEVER)),
        job(JobSpec.of(null, 1).byIndex(null, null)),
        job(JobSpec.of(2, 1).byIndex(null, 1)),
        job(JobSpec.once().withPolicy(POLICY).with(6, null, Restart.ON_FAILURE)),
        job(
            JobSpec.once()
                .withPolicy(List.of(new FailureRule(Action.COUNT, Operator.IN, List.of(0))))),
        job(
            JobSpec.once()
                .withPolicy(List.of(new FailureRule(Action.FAIL_INDEX, Operator.IN, List.of(1))))));
  }

  @ParameterizedTest
  @MethodSource
  void refusedForJobs(AppSpec spec) {
    assertThatThrownBy(() -> SpecRules.complete(Kind.JOB, spec)).isInstanceOf(Problem.class);
  }

  static Stream<CronSpec> refusedForCronJobs() {
    return Stream.of(
        CronSpec.of("", "UTC"),
        CronSpec.of("every day", "UTC"),
        CronSpec.of("@daily", "Berlin"),
        CronSpec.of("@daily", "UTC").with(CronSpec.Concurrency.ALLOW, 5));
  }

  @ParameterizedTest
  @MethodSource
  void refusedForCronJobs(CronSpec cron) {
    assertThatThrownBy(() -> SpecRules.complete(Kind.CRON_JOB, AppSpec.worker().withCron(cron)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aCronJobNeedsASchedule() {
    assertThatThrownBy(() -> SpecRules.complete(Kind.CRON_JOB, null))
        .hasMessageContaining("needs a schedule");
  }

  @Test
  void otherKindsHaveNoRuns() {
    for (Kind kind : List.of(Kind.WORKER, Kind.DAEMON)) {
      assertThatThrownBy(() -> SpecRules.complete(kind, job(JobSpec.once())))
          .isInstanceOf(Problem.class);
    }
  }

  private static AppSpec job(JobSpec job) {
    return AppSpec.worker().withJob(job);
  }
}
