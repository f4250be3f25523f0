package dev.slipway.api.apps;

/** What an app's pods are to each other. */
public enum Identity {
  /** As many as are wanted, and during rollouts more: all do the same. */
  INTERCHANGEABLE,
  /**
   * There is at most one pod, ever: the next one begins when the last of it is known to be gone,
   * also when its machine does not answer. Between the two the app is away for a moment.
   */
  ONE
}
