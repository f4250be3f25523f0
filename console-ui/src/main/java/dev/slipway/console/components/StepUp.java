package dev.slipway.console.components;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.di.Instantiator;
import dev.slipway.api.Refusal;

/**
 * Runs what may need a recent proof of who is there. When it is refused for that, asks for the
 * proof and runs it again.
 */
public final class StepUp {
  private StepUp() {}

  public static void run(Runnable act) {
    try {
      act.run();
    } catch (RuntimeException refused) {
      if (!needsProof(refused)) {
        throw refused;
      }
      Instantiator.get(UI.getCurrentOrThrow()).getOrCreate(ProveDialog.class).before(act);
    }
  }

  private static boolean needsProof(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal.type().equals(Refusal.STEP_UP_REQUIRED);
      }
    }
    return false;
  }
}
