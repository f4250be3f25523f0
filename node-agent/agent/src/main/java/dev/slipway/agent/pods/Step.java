package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import java.time.Instant;

/** The next thing to do for a pod. */
sealed interface Step {
  /** Nothing, unless something happens, until then. */
  record Rest(Instant until) implements Step {}

  /** Fetch what is needed and make the missing containers run. */
  record Start() implements Step {}

  /** The app has ended: find out why, and when to start it again. */
  record NoteEnd(Container app) implements Step {}

  /** Its network is dead: away with it, to be made anew. */
  record RemoveApp() implements Step {}

  /** Ask the app to end: wait for requests under way first, unless the cause is ours. */
  record Terminate(String cause) implements Step {}

  record Kill() implements Step {}

  /** Something for one of the containers beside the app. */
  record OfCompanion(String name, CompanionStep what) implements Step {}

  /** Take away what is left and say so. */
  record Remove() implements Step {}
}
