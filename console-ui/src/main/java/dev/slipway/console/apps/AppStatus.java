package dev.slipway.console.apps;

import dev.slipway.api.apps.AppView;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;

/** An app's status as a badge. */
public final class AppStatus {
  private AppStatus() {}

  public static StatusBadge badge(AppView.Status status) {
    return switch (status) {
      case RUNNING -> new StatusBadge("Running", Tone.GOOD);
      case SUCCEEDED -> new StatusBadge("Succeeded", Tone.GOOD);
      case PROGRESSING -> new StatusBadge("Progressing", Tone.BUSY);
      case WAITING -> new StatusBadge("Waiting", Tone.WAIT);
      case FAILING -> new StatusBadge("Failing", Tone.BAD);
      case UNKNOWN -> new StatusBadge("Unknown", Tone.UNKNOWN);
    };
  }
}
