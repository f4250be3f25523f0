package dev.slipway.backend.deployments;

import dev.slipway.api.apps.Budget;

/**
 * What an app's budget allows, as the PodDisruptionBudget of Kubernetes has it: pods may be
 * disrupted as far as those that are healthy are more than those that have to be. A pod that was
 * told to end is not healthy from that moment on, so there is nothing to remember about it.
 *
 * @param healthy pods that serve, whichever they are
 * @param desired how many of them there have to be
 * @param unhealthy whether pods that do not serve anyway may go
 */
record Disruptions(int healthy, int desired, Budget.Unhealthy unhealthy) {

  /**
   * @param wanted pods that the app should have
   */
  static Disruptions of(int wanted, Budget budget, int healthy) {
    return new Disruptions(
        healthy,
        Math.max(0, wanted - EvictionBounds.unavailable(wanted, budget)),
        budget.unhealthy());
  }

  /** How many healthy pods may go now. */
  int allowed() {
    return Math.max(0, healthy - desired);
  }

  /** Whether pods that do not serve may go now. They could come back, and then they would count. */
  boolean allowsUnhealthy() {
    return switch (unhealthy) {
      case ALWAYS_ALLOW -> true;
      case IF_HEALTHY_BUDGET -> healthy >= desired;
    };
  }
}
