package dev.slipway.backend.workloads;

/** What a module above knows of specs, such as which volumes there are. */
public interface SpecGuard {
  /**
   * Called in the transaction of the change, before it is made.
   *
   * @param wanted the app as it is to become; new apps are not in the tables yet
   * @throws dev.slipway.backend.kernel.Problem when an app there may not have this spec
   */
  void check(App wanted);
}
