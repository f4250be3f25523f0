package dev.slipway.console.components;

import dev.slipway.api.apps.PodView.Phase;

/** What pods do, as people say it. */
public final class PhaseWords {
  private PhaseWords() {}

  public static String of(Phase phase) {
    return switch (phase) {
      case PENDING -> "Pending";
      case PULLING -> "Pulling image";
      case STARTING -> "Starting";
      case RUNNING -> "Running";
      case STOPPING -> "Stopping";
      case EXITED -> "Exited";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
      case UNKNOWN -> "Unknown";
    };
  }

  /** How a pod that is to stay looks among others. */
  public static StatusBadge badge(Phase phase, boolean ready) {
    return switch (phase) {
      case RUNNING ->
          ready ? new StatusBadge("Ready", Tone.GOOD) : new StatusBadge("Not ready", Tone.BUSY);
      case PENDING, STOPPING -> new StatusBadge(of(phase), Tone.WAIT);
      case PULLING, STARTING -> new StatusBadge(of(phase), Tone.BUSY);
      case SUCCEEDED -> new StatusBadge(of(phase), Tone.GOOD);
      case EXITED, FAILED -> new StatusBadge(of(phase), Tone.BAD);
      case UNKNOWN -> new StatusBadge(of(phase), Tone.UNKNOWN);
    };
  }
}
