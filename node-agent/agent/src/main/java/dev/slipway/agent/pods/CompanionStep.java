package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;

/** What is done for one of the containers beside the app. */
sealed interface CompanionStep {
  /** Fetch what is needed and make it run, with the pod's sandbox if that is missing. */
  record Start() implements CompanionStep {}

  /** It has ended: find out why, and when to start it again, if ever. */
  record NoteEnd(Container container) implements CompanionStep {}

  /**
   * Ask it to end.
   *
   * @param cause set when it is started again afterwards
   */
  record Terminate(String cause) implements CompanionStep {}

  record Kill() implements CompanionStep {}
}
