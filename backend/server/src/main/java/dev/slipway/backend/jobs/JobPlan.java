package dev.slipway.backend.jobs;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.Restart;
import dev.slipway.backend.jobs.JobStep.Complete;
import dev.slipway.backend.jobs.JobStep.Fail;
import dev.slipway.backend.jobs.JobStep.Run;
import dev.slipway.backend.jobs.JobStep.Suspend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run needs now, from what its job wants and what became of its pods. Pure. */
final class JobPlan {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 500;

  /** Those that do least are ended first. */
  private static final Comparator<JobPod> DISPENSABLE =
      Comparator.comparing(JobPod::running)
          .thenComparing(JobPod::createdAt, Comparator.reverseOrder());

  private final JobSpec spec;
  private final JobState state;
  private final List<JobPod> pods;
  private final Instant now;

  private JobPlan(JobSpec spec, JobState state, List<JobPod> pods, Instant now) {
    this.spec = spec;
    this.state = state;
    this.pods = pods;
    this.now = now;
  }

  /**
   * @param pods that have not ended
   */
  static JobStep next(JobSpec spec, JobState state, List<JobPod> pods, Instant now) {
    return new JobPlan(spec, state, pods, now).next();
  }

  private JobStep next() {
    Instant deadline = deadline();
    if (deadline != null && !now.isBefore(deadline)) {
      return new Fail(
          "deadline-exceeded",
          "It ran longer than the %d seconds it may.".formatted(spec.activeDeadlineSeconds()));
    }
    if (failures() > spec.backoffLimit()) {
      return new Fail(
          "backoff-limit-exceeded",
          "Its pods failed %s; failures borne: %d. Their logs say why."
              .formatted(failures() == 1 ? "once" : failures() + " times", spec.backoffLimit()));
    }
    int failed = failedIndexes().size();
    Integer mostFailed = spec.maxFailedIndexes();
    if (mostFailed != null && failed > mostFailed) {
      return new Fail(
          "failed-indexes-exceeded", "%d indexes failed; %d may.".formatted(failed, mostFailed));
    }
    if (isOver()) {
      return failed == 0
          ? new Complete()
          : new Fail(
              "indexes-failed",
              "%d of %d indexes failed; the others are done."
                  .formatted(failed, spec.completions()));
    }
    return state.suspended() ? new Suspend() : run(deadline);
  }

  private @Nullable Instant deadline() {
    Integer seconds = spec.activeDeadlineSeconds();
    Instant started = state.startedAt();
    return seconds == null || started == null || state.suspended()
        ? null
        : started.plusSeconds(seconds);
  }

  /** Pods that are restarted where they are fail without ending. */
  private int failures() {
    int restarts =
        spec.restart() == Restart.ON_FAILURE ? pods.stream().mapToInt(JobPod::restarts).sum() : 0;
    return spec.backoffLimitPerIndex() == null ? state.failed() + restarts : 0;
  }

  private Set<Integer> failedIndexes() {
    Integer limit = spec.backoffLimitPerIndex();
    if (limit == null) {
      return Set.of();
    }
    var failed = new HashSet<>(state.indexes().givenUp());
    state
        .indexes()
        .failures()
        .forEach((index, failures) -> {
          if (failures > limit) {
            failed.add(index);
          }
        });
    failed.removeAll(state.indexes().done());
    return failed;
  }

  private boolean isOver() {
    Integer completions = spec.completions();
    if (completions == null) {
      return state.succeeded() > 0 && pods.isEmpty();
    }
    return spec.indexed()
        ? state.indexes().done().size() + failedIndexes().size() >= completions
        : state.succeeded() >= completions;
  }

  private JobStep run(@Nullable Instant deadline) {
    List<JobPod> active = pods.stream().filter(pod -> !pod.ending()).toList();
    // What ends tells nobody when it is gone; others wait for it here.
    Instant again = active.size() == pods.size() ? deadline : earlier(now.plus(SOON), deadline);
    int wanted = wanted(active.size());
    if (active.size() > wanted) {
      List<UUID> end =
          active.stream()
              .sorted(DISPENSABLE)
              .limit(Math.min(active.size() - wanted, MOST_AT_ONCE))
              .map(JobPod::id)
              .toList();
      return new Run(0, List.of(), end, earlier(now.plus(SOON), deadline));
    }
    // With a failure policy it must be known how a pod ended before another takes its place.
    int there = spec.podFailurePolicy().isEmpty() ? active.size() : pods.size();
    int missing = Math.clamp(wanted - there, 0, MOST_AT_ONCE);
    Instant pause = pauseUntil();
    if (missing > 0 && now.isBefore(pause)) {
      return new Run(0, List.of(), List.of(), earlier(pause, again));
    }
    List<Integer> indexes = indexes(missing, active);
    int create = spec.indexed() ? indexes.size() : missing;
    boolean more = wanted - there > MOST_AT_ONCE;
    return new Run(create, indexes, List.of(), more ? earlier(now.plus(SOON), again) : again);
  }

  private int wanted(int active) {
    Integer completions = spec.completions();
    if (completions == null) {
      return state.succeeded() > 0 ? Math.min(active, spec.parallelism()) : spec.parallelism();
    }
    int left =
        spec.indexed()
            ? completions - state.indexes().done().size() - failedIndexes().size()
            : completions - state.succeeded();
    return Math.min(left, spec.parallelism());
  }

  /** Ten seconds after a failure, twice as long after the next, ten minutes at most. */
  private Instant pauseUntil() {
    Instant last = state.lastFailure();
    if (last == null || state.failuresInARow() == 0) {
      return Instant.MIN;
    }
    int doublings = Math.min(state.failuresInARow() - 1, 10);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
    return last.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }

  private List<Integer> indexes(int count, List<JobPod> active) {
    Integer completions = spec.completions();
    var free = new ArrayList<Integer>();
    if (!spec.indexed() || completions == null) {
      return free;
    }
    var taken = new HashSet<>(failedIndexes());
    taken.addAll(state.indexes().done());
    for (JobPod pod : spec.podFailurePolicy().isEmpty() ? active : pods) {
      if (pod.index() != null) {
        taken.add(pod.index());
      }
    }
    for (int index = 0; index < completions && free.size() < count; index++) {
      if (!taken.contains(index)) {
        free.add(index);
      }
    }
    return free;
  }
}
