package dev.slipway.backend.jobs;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.apps.JobSpec.FailureRule;
import dev.slipway.api.apps.JobSpec.FailureRule.Action;
import dev.slipway.api.apps.JobSpec.FailureRule.Operator;
import org.jspecify.annotations.Nullable;

/** What a failed pod means for its run: the first rule that matches its exit code decides. */
final class FailurePolicy {
  private FailurePolicy() {}

  /**
   * @param exitCode null when it never came to one; then no rule matches
   */
  static Action of(JobSpec spec, @Nullable Integer exitCode) {
    if (exitCode == null) {
      return Action.COUNT;
    }
    return spec.podFailurePolicy().stream()
        .filter(rule -> matches(rule, exitCode))
        .findFirst()
        .map(FailureRule::action)
        .orElse(Action.COUNT);
  }

  private static boolean matches(FailureRule rule, Integer exitCode) {
    return rule.exitCodes().contains(exitCode) == (rule.operator() == Operator.IN);
  }
}
