package dev.slipway.backend.workloads;

import dev.slipway.api.apps.Budget;
import dev.slipway.backend.kernel.Problem;

/** What an app may say of how many of its pods may be missing. */
final class BudgetRules {
  private BudgetRules() {}

  static Budget checked(Budget budget) {
    if (budget.minAvailable() != null && budget.maxUnavailable() != null) {
      throw Problem.invalid(
          "A budget says minAvailable or maxUnavailable, not both. Leave one of them out.");
    }
    if (budget.minAvailable() != null) {
      Portion _ = Portion.of(budget.minAvailable());
    }
    if (budget.maxUnavailable() != null) {
      Portion _ = Portion.of(budget.maxUnavailable());
    }
    return budget;
  }
}
