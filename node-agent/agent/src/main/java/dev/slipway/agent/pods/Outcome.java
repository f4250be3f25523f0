package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What came of a step. */
sealed interface Outcome {
  /** The engine did not answer: nothing is known, and nothing is to be concluded. */
  record Unknown(String why) implements Outcome {}

  /**
   * It was done, or it was refused.
   *
   * @param change what is to be remembered of it
   */
  record Done(UnaryOperator<PodMemory> change, @Nullable Container sandbox, @Nullable Container app)
      implements Outcome {}
}
