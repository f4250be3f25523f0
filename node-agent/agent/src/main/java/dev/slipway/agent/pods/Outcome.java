package dev.slipway.agent.pods;

import java.util.function.UnaryOperator;

/** What came of a step. */
sealed interface Outcome {
  /** The engine did not answer: nothing is known, and nothing is to be concluded. */
  record Unknown(String why) implements Outcome {}

  /**
   * It was done, or it was refused.
   *
   * @param change what is to be remembered of it
   * @param sighting what is there now
   * @param failed it is to be tried again after a moment
   */
  record Done(UnaryOperator<PodMemory> change, Sighting sighting, boolean failed)
      implements Outcome {}
}
