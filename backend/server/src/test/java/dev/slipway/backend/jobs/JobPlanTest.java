package dev.slipway.backend.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.apps.JobSpec.FailureRule.Operator;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.jobs.JobState.Indexes;
import dev.slipway.backend.jobs.JobStep.Complete;
import dev.slipway.backend.jobs.JobStep.Fail;
import dev.slipway.backend.jobs.JobStep.Run;
import dev.slipway.backend.jobs.JobStep.Suspend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of what a job's fields mean. */
class JobPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void byDefaultOnePodMustSucceedOnce() {
    JobSpec spec = new Json().read("{}", JobSpec.class);
    assertThat(spec).isEqualTo(JobSpec.once());
    assertThat(create(spec, counted(0, 0), List.of())).isEqualTo(1);
    assertThat(next(spec, counted(1, 0), List.of())).isEqualTo(new Complete());
  }

  @Test
  void neverMorePodsThanStillMustSucceedOrMayRunAtOnce() {
    JobSpec spec = JobSpec.of(5, 3);
    assertThat(create(spec, counted(0, 0), List.of())).isEqualTo(3);
    assertThat(create(spec, counted(1, 0), pods(2))).isEqualTo(1);
    assertThat(create(spec, counted(4, 0), List.of())).isEqualTo(1);
    assertThat(create(spec, counted(4, 0), pods(1))).isZero();
  }

  @Test
  void thoseThatDoLeastEndWhenThereAreTooMany() {
    JobPod working = new JobPod(UUID.randomUUID(), null, true, false, 0, NOW);
    JobPod waiting = new JobPod(UUID.randomUUID(), null, false, false, 0, NOW);
    Run run = (Run) next(JobSpec.of(5, 1), counted(0, 0), List.of(working, waiting));
    assertThat(run.end()).containsExactly(waiting.id());
  }

  @Test
  void aQueueOfWorkIsDoneWhenOneSucceededAndAllHaveEnded() {
    JobSpec queue = JobSpec.of(null, 3);
    assertThat(create(queue, counted(0, 0), List.of())).isEqualTo(3);
    // Once one has succeeded the others finish, and none is added.
    assertThat(create(queue, counted(1, 0), pods(2))).isZero();
    assertThat(next(queue, counted(1, 0), List.of())).isEqualTo(new Complete());
  }

  @Test
  void moreFailuresThanAreBorneEndIt() {
    JobSpec spec = JobSpec.once();
    assertThat(next(spec, counted(0, 6), List.of())).isInstanceOf(Run.class);
    assertThat(type(next(spec, counted(0, 7), List.of()))).isEqualTo("backoff-limit-exceeded");
    assertThat(type(next(spec.with(0, null, Restart.NEVER), counted(0, 1), List.of())))
        .isEqualTo("backoff-limit-exceeded");
  }

  @Test
  void restartsInPlaceAreFailuresOnlyWithThatPolicy() {
    List<JobPod> restarted = List.of(new JobPod(UUID.randomUUID(), null, true, false, 7, NOW));
    assertThat(
            type(next(JobSpec.once().with(6, null, Restart.ON_FAILURE), counted(0, 0), restarted)))
        .isEqualTo("backoff-limit-exceeded");
    assertThat(next(JobSpec.once(), counted(0, 0), restarted)).isInstanceOf(Run.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "2, 20", "3, 40", "6, 320", "7, 600", "40, 600"})
  void pausesDoubleFromTenSecondsToTenMinutes(int failures, int seconds) {
    JobSpec spec = JobSpec.once().with(100, null, Restart.NEVER);
    var state = new JobState(false, NOW, 0, failures, failures, NOW, Indexes.NONE);
    Run waits = (Run) JobPlan.next(spec, state, List.of(), NOW.plusSeconds(seconds - 1));
    assertThat(waits.create()).isZero();
    assertThat(waits.lookAgain()).isEqualTo(NOW.plusSeconds(seconds));
    Run goesOn = (Run) JobPlan.next(spec, state, List.of(), NOW.plusSeconds(seconds));
    assertThat(goesOn.create()).isEqualTo(1);
  }

  @Test
  void aSuccessEndsThePause() {
    Counters counters = new Counters(0, 0, 0, null).oneFailed(NOW).oneFailed(NOW).oneSucceeded();
    assertThat(counters).isEqualTo(new Counters(1, 2, 0, null));
    var state = new JobState(false, NOW, 1, 2, 0, null, Indexes.NONE);
    assertThat(create(JobSpec.of(3, 1), state, List.of())).isEqualTo(1);
  }

  @Test
  void theDeadlineWinsOverTheFailures() {
    JobSpec spec = JobSpec.once().with(6, 60, Restart.NEVER);
    var state =
        new JobState(false, NOW.minusSeconds(60), 0, 7, 7, NOW.minusSeconds(1), Indexes.NONE);
    assertThat(type(JobPlan.next(spec, state, List.of(), NOW))).isEqualTo("deadline-exceeded");
    Run before = (Run) JobPlan.next(spec, JobState.startedAt(NOW), List.of(), NOW);
    assertThat(before.lookAgain()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void suspendedNothingRunsAndNoTimeCounts() {
    JobSpec spec = JobSpec.once().with(6, 60, Restart.NEVER);
    var state = new JobState(true, NOW.minusSeconds(100), 0, 0, 0, null, Indexes.NONE);
    assertThat(JobPlan.next(spec, state, pods(1), NOW)).isEqualTo(new Suspend());
    var resumed = new JobState(false, NOW, 0, 0, 0, null, Indexes.NONE);
    assertThat(create(spec, resumed, List.of())).isEqualTo(1);
  }

  @Test
  void whatHasDoneItsWorkIsDoneThoughSuspended() {
    var state = new JobState(true, null, 1, 0, 0, null, Indexes.NONE);
    assertThat(next(JobSpec.once(), state, List.of())).isEqualTo(new Complete());
  }

  @Test
  void anIndexedJobNeedsOneSuccessOfEachIndex() {
    JobSpec spec = JobSpec.of(4, 3).byIndex(null, null);
    Run first = (Run) next(spec, counted(0, 0), List.of());
    assertThat(first.indexes()).containsExactly(0, 1, 2);
    var state = indexed(1, 0, new Indexes(Set.of(1), Map.of(), Set.of()));
    Run then = (Run) next(spec, state, List.of(pod(0, false), pod(2, false)));
    assertThat(then.indexes()).containsExactly(3);
    var done = indexed(4, 0, new Indexes(Set.of(0, 1, 2, 3), Map.of(), Set.of()));
    assertThat(next(spec, done, List.of())).isEqualTo(new Complete());
  }

  @Test
  void withALimitForEachIndexTheOthersGoOn() {
    JobSpec spec = JobSpec.of(2, 2).byIndex(1, null);
    var state = indexed(0, 2, new Indexes(Set.of(), Map.of(0, 2), Set.of()));
    Run run = (Run) next(spec, state, List.of());
    assertThat(run.indexes()).containsExactly(1);
    var over = indexed(1, 2, new Indexes(Set.of(1), Map.of(0, 2), Set.of()));
    assertThat(type(next(spec, over, List.of()))).isEqualTo("indexes-failed");
  }

  @Test
  void moreFailedIndexesThanMayEndIt() {
    JobSpec spec = JobSpec.of(5, 2).byIndex(0, 1);
    var state = indexed(0, 2, new Indexes(Set.of(), Map.of(0, 1, 1, 1), Set.of()));
    assertThat(type(next(spec, state, List.of()))).isEqualTo("failed-indexes-exceeded");
  }

  @Test
  void theFirstRuleThatMatchesTheExitCodeDecides() {
    JobSpec spec =
        JobSpec.once()
            .withPolicy(
                List.of(
                    new FailureRule(Action.FAIL_JOB, Operator.IN, List.of(42)),
                    new FailureRule(Action.IGNORE, Operator.IN, List.of(42, 143)),
                    new FailureRule(Action.FAIL_JOB, Operator.NOT_IN, List.of(1, 2))));
    assertThat(FailurePolicy.of(spec, 42)).isEqualTo(Action.FAIL_JOB);
    assertThat(FailurePolicy.of(spec, 143)).isEqualTo(Action.IGNORE);
    assertThat(FailurePolicy.of(spec, 1)).isEqualTo(Action.COUNT);
    assertThat(FailurePolicy.of(spec, 3)).isEqualTo(Action.FAIL_JOB);
    assertThat(FailurePolicy.of(spec, null)).isEqualTo(Action.COUNT);
  }

  @Test
  void aRuleMayGiveUpAnIndex() {
    JobSpec spec =
        JobSpec.of(2, 2)
            .byIndex(5, null)
            .withPolicy(List.of(new FailureRule(Action.FAIL_INDEX, Operator.IN, List.of(9))));
    var end = new PodEnd(UUID.randomUUID(), "a", 0, false, 9, NOW);
    Indexes indexes = RunSteps.indexes(spec, List.of(end));
    assertThat(indexes.givenUp()).containsExactly(0);
    Run run = (Run) next(spec, indexed(0, 1, indexes), List.of());
    assertThat(run.indexes()).containsExactly(1);
  }

  @Test
  void anotherPodComesWhileOneEndsUnlessAPolicyMustKnowHowItEnded() {
    List<JobPod> ending = List.of(pod(null, true));
    assertThat(create(JobSpec.once(), counted(0, 0), ending)).isEqualTo(1);
    JobSpec policy =
        JobSpec.once()
            .withPolicy(List.of(new FailureRule(Action.IGNORE, Operator.IN, List.of(143))));
    Run waits = (Run) next(policy, counted(0, 0), ending);
    assertThat(waits.create()).isZero();
    assertThat(waits.lookAgain()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void noMoreThanFiveHundredPodsComeOrGoAtOnce() {
    Run run = (Run) next(JobSpec.of(5000, 1000), counted(0, 0), List.of());
    assertThat(run.create()).isEqualTo(500);
    assertThat(run.lookAgain()).isEqualTo(NOW.plusSeconds(1));
    Run end = (Run) next(JobSpec.of(5000, 1), counted(0, 0), pods(1000));
    assertThat(end.end()).hasSize(500);
  }

  private static JobStep next(JobSpec spec, JobState state, List<JobPod> pods) {
    return JobPlan.next(spec, state, pods, NOW);
  }

  private static int create(JobSpec spec, JobState state, List<JobPod> pods) {
    return ((Run) next(spec, state, pods)).create();
  }

  private static String type(JobStep step) {
    return ((Fail) step).type();
  }

  /** Failures so long ago that no pause is left. */
  private static JobState counted(int succeeded, int failed) {
    return new JobState(false, NOW, succeeded, failed, 0, null, Indexes.NONE);
  }

  private static JobState indexed(int succeeded, int failed, Indexes indexes) {
    return new JobState(false, NOW, succeeded, failed, 0, null, indexes);
  }

  private static List<JobPod> pods(int count) {
    return Stream.generate(() -> pod(null, false)).limit(count).toList();
  }

  private static JobPod pod(@Nullable Integer index, boolean ending) {
    return new JobPod(UUID.randomUUID(), index, true, ending, 0, NOW);
  }
}
