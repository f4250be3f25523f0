package dev.slipway.backend.jobs;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.jobs.RunPodView.Outcome;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.backend.jobs.JobState.Indexes;
import dev.slipway.backend.jobs.JobStep.Complete;
import dev.slipway.backend.jobs.JobStep.Fail;
import dev.slipway.backend.jobs.JobStep.Run;
import dev.slipway.backend.jobs.JobStep.Suspend;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One step of one run, in a transaction of its own under the lock of its row: what ended is counted
 * and what is missing is made, or neither.
 */
@Component
class RunSteps {
  private final RunRepository runs;
  private final RunPodRepository pods;
  private final RunEvents events;
  private final InstantSource clock;

  RunSteps(RunRepository runs, RunPodRepository pods, RunEvents events, InstantSource clock) {
    this.runs = runs;
    this.pods = pods;
    this.events = events;
    this.clock = clock;
  }

  /** True when anything was done. */
  @Transactional
  public boolean step(long epoch, RunId id) {
    Optional<OpenRun> locked = runs.lock(epoch, id);
    if (locked.isEmpty()) {
      return false;
    }
    OpenRun run = locked.get();
    Instant now = clock.instant();
    if (run.cancelRequested()) {
      end(epoch, run, State.CANCELED, "canceled", "The run was canceled.", now);
      return true;
    }
    var counting = new Counting(run.counters());
    for (PodEnd end : pods.uncounted(epoch, id, now)) {
      count(epoch, run, end, counting);
    }
    if (counting.any) {
      runs.count(epoch, id, counting.counters);
    }
    pods.stopEnded(epoch, id, now);
    if (counting.fatal != null) {
      end(epoch, run, State.FAILED, "pod-failure-policy", counting.fatal, now);
      return true;
    }
    return go(epoch, run, counting.counters, now) || counting.any;
  }

  private static final class Counting {
    private Counters counters;
    private boolean any;
    private @Nullable String fatal;

    Counting(Counters counters) {
      this.counters = counters;
    }
  }

  private void count(long epoch, OpenRun run, PodEnd end, Counting counting) {
    Action action = end.succeeded() ? Action.COUNT : FailurePolicy.of(run.spec(), end.exitCode());
    Outcome outcome =
        end.succeeded()
            ? Outcome.SUCCEEDED
            : action == Action.IGNORE ? Outcome.IGNORED : Outcome.FAILED;
    if (!pods.counted(epoch, run.id(), end, outcome.name())) {
      return;
    }
    counting.any = true;
    switch (outcome) {
      case SUCCEEDED -> counting.counters = counting.counters.oneSucceeded();
      case FAILED -> counting.counters = counting.counters.oneFailed(end.at());
      case IGNORED -> {}
    }
    if (action == Action.FAIL_JOB) {
      counting.fatal =
          "Pod %s ended with code %s, with which the whole run fails."
              .formatted(end.name(), end.exitCode());
    }
  }

  private boolean go(long epoch, OpenRun run, Counters counters, Instant now) {
    boolean resumes = !run.suspended() && run.state() == State.SUSPENDED;
    Instant started = resumes ? now : run.startedAt();
    var state =
        new JobState(
            run.suspended(),
            started,
            counters.succeeded(),
            counters.failed(),
            counters.failuresInARow(),
            counters.lastFailure(),
            indexes(run));
    return switch (JobPlan.next(run.spec(), state, pods.pods(run.id()), now)) {
      case Complete() -> {
        String sentence =
            "%s is done: %d of its pods succeeded.".formatted(run.name(), counters.succeeded());
        end(epoch, run, State.SUCCEEDED, null, sentence, now);
        yield true;
      }
      case Fail(var type, var sentence) -> {
        end(epoch, run, State.FAILED, type, sentence, now);
        yield true;
      }
      case Suspend() -> suspend(epoch, run, now);
      case Run todo -> {
        if (resumes) {
          String sentence = "%s goes on.".formatted(run.name());
          runs.move(epoch, run, State.RUNNING, now, sentence, now);
          events.info(run, "RunResumed", sentence);
        }
        carryOut(epoch, run, todo, now);
        yield resumes || todo.create() > 0 || !todo.end().isEmpty();
      }
    };
  }

  private void carryOut(long epoch, OpenRun run, Run todo, Instant now) {
    for (int i = 0; i < todo.create(); i++) {
      var id = new PodId(Uuids.next(now));
      Integer index = todo.indexes().isEmpty() ? null : todo.indexes().get(i);
      pods.create(epoch, run.id(), id, Uuids.letters(id.value()), index, now);
    }
    pods.stop(epoch, run.id(), todo.end(), now);
    int active = (int) pods.pods(run.id()).stream().filter(pod -> !pod.ending()).count();
    runs.seenTo(epoch, run.id(), active, todo.lookAgain());
  }

  private boolean suspend(long epoch, OpenRun run, Instant now) {
    pods.stopAll(epoch, run.id(), now);
    if (run.state() == State.SUSPENDED) {
      // Looked at again as long as pods end: they may have succeeded.
      Instant again = pods.pods(run.id()).isEmpty() ? null : now.plusSeconds(1);
      runs.seenTo(epoch, run.id(), 0, again);
      return false;
    }
    String sentence = "%s is suspended: its pods stop.".formatted(run.name());
    runs.move(epoch, run, State.SUSPENDED, null, sentence, now);
    events.info(run, "RunSuspended", sentence);
    return true;
  }

  private void end(
      long epoch, OpenRun run, State to, @Nullable String type, String sentence, Instant now) {
    pods.stopAll(epoch, run.id(), now);
    runs.end(epoch, run, to, type, sentence, now);
    switch (to) {
      case SUCCEEDED -> events.info(run, "RunSucceeded", sentence);
      case FAILED ->
          events.warning(run, "RunFailed", "%s failed: %s".formatted(run.name(), sentence));
      case CANCELED -> events.info(run, "RunCanceled", "%s: %s".formatted(run.name(), sentence));
      case RUNNING, SUSPENDED -> throw new IllegalArgumentException("No end: " + to);
    }
  }

  private Indexes indexes(OpenRun run) {
    JobSpec spec = run.spec();
    return spec.indexed() ? indexes(spec, pods.ends(run.id())) : Indexes.NONE;
  }

  static Indexes indexes(JobSpec spec, List<PodEnd> ends) {
    var done = new HashSet<Integer>();
    var failures = new HashMap<Integer, Integer>();
    var givenUp = new HashSet<Integer>();
    for (PodEnd end : ends) {
      Integer index = end.index();
      if (index == null) {
        continue;
      }
      if (end.succeeded()) {
        done.add(index);
        continue;
      }
      failures.merge(index, 1, Integer::sum);
      if (FailurePolicy.of(spec, end.exitCode()) == Action.FAIL_INDEX) {
        givenUp.add(index);
      }
    }
    return new Indexes(done, failures, givenUp);
  }
}
