package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the runs of a job end, and what they bear. What is left out of JSON has the defaults of
 * {@link #once()}.
 *
 * @param completions pods that must succeed; null with a parallelism: a queue of work, done when
 *     one succeeded and all have ended
 * @param parallelism pods at once at most
 * @param backoffLimit failures that are borne: more end the run. With restarts in place each
 *     restart counts as well
 * @param activeDeadlineSeconds for the whole run, time it is suspended not counted; null: none
 * @param ttlSecondsAfterFinished when the run is removed after its end; null: it is kept among the
 *     last ones
 * @param restart what happens when a pod's program fails
 * @param podFailurePolicy the first rule that matches a failed pod's exit code decides; only with
 *     restart NEVER
 * @param backoffLimitPerIndex failures borne of each index; null: only those of the whole run count
 * @param maxFailedIndexes more failed indexes end the run; null: all others get their chance
 * @param suspend runs begin suspended
 */
public record JobSpec(
    @Nullable Integer completions,
    @Usual Integer parallelism,
    @Usual Integer backoffLimit,
    @Nullable Integer activeDeadlineSeconds,
    @Nullable Integer ttlSecondsAfterFinished,
    @Usual CompletionMode completionMode,
    @Usual Restart restart,
    List<FailureRule> podFailurePolicy,
    @Nullable Integer backoffLimitPerIndex,
    @Nullable Integer maxFailedIndexes,
    @Usual Boolean suspend) {

  public enum CompletionMode {
    /** Any so many successes. */
    NON_INDEXED,
    /** One success for each index from 0; the pod finds its own in JOB_COMPLETION_INDEX. */
    INDEXED
  }

  public enum Restart {
    /** The program is started again where it is. */
    ON_FAILURE,
    /** Another pod is made. */
    NEVER
  }

  /**
   * @param operator whether the exit code must be among these, or not among them
   */
  public record FailureRule(Action action, @Usual Operator operator, List<Integer> exitCodes) {
    public enum Action {
      /** The whole run fails at once. */
      FAIL_JOB,
      /** Another pod is made as if this one had never been. */
      IGNORE,
      /** As without a rule. */
      COUNT,
      /** Its index fails, whatever it could still bear. */
      FAIL_INDEX
    }

    public enum Operator {
      IN,
      NOT_IN
    }

    public FailureRule {
      exitCodes = requireNonNullElse(exitCodes, List.of());
      operator = requireNonNullElse(operator, Operator.IN);
    }
  }

  public JobSpec {
    if (completions == null && parallelism == null) {
      completions = 1;
    }
    parallelism = requireNonNullElse(parallelism, 1);
    backoffLimit = requireNonNullElse(backoffLimit, 6);
    completionMode = requireNonNullElse(completionMode, CompletionMode.NON_INDEXED);
    restart = requireNonNullElse(restart, Restart.NEVER);
    podFailurePolicy = requireNonNullElse(podFailurePolicy, List.of());
    suspend = requireNonNullElse(suspend, false);
  }

  /** One pod that must succeed once. */
  public static JobSpec once() {
    return of(1, 1);
  }

  /**
   * @param completions null: a queue of work
   */
  public static JobSpec of(@Nullable Integer completions, int parallelism) {
    return new JobSpec(
        completions,
        parallelism,
        6,
        null,
        null,
        CompletionMode.NON_INDEXED,
        Restart.NEVER,
        List.of(),
        null,
        null,
        false);
  }

  public boolean indexed() {
    return completionMode == CompletionMode.INDEXED;
  }

  public JobSpec with(int backoffLimit, @Nullable Integer activeDeadlineSeconds, Restart restart) {
    return new JobSpec(
        completions,
        parallelism,
        backoffLimit,
        activeDeadlineSeconds,
        ttlSecondsAfterFinished,
        completionMode,
        restart,
        podFailurePolicy,
        backoffLimitPerIndex,
        maxFailedIndexes,
        suspend);
  }

  public JobSpec withCompletions(@Nullable Integer completions, int parallelism) {
    return new JobSpec(
        completions,
        parallelism,
        backoffLimit,
        activeDeadlineSeconds,
        ttlSecondsAfterFinished,
        completionMode,
        restart,
        podFailurePolicy,
        backoffLimitPerIndex,
        maxFailedIndexes,
        suspend);
  }

  public JobSpec byIndex(
      @Nullable Integer backoffLimitPerIndex, @Nullable Integer maxFailedIndexes) {
    return new JobSpec(
        completions,
        parallelism,
        backoffLimit,
        activeDeadlineSeconds,
        ttlSecondsAfterFinished,
        CompletionMode.INDEXED,
        restart,
        podFailurePolicy,
        backoffLimitPerIndex,
        maxFailedIndexes,
        suspend);
  }

  public JobSpec withPolicy(List<FailureRule> rules) {
    return new JobSpec(
        completions,
        parallelism,
        backoffLimit,
        activeDeadlineSeconds,
        ttlSecondsAfterFinished,
        completionMode,
        restart,
        rules,
        backoffLimitPerIndex,
        maxFailedIndexes,
        suspend);
  }

  public JobSpec withTtl(@Nullable Integer seconds) {
    return new JobSpec(
        completions,
        parallelism,
        backoffLimit,
        activeDeadlineSeconds,
        seconds,
        completionMode,
        restart,
        podFailurePolicy,
        backoffLimitPerIndex,
        maxFailedIndexes,
        suspend);
  }
}
