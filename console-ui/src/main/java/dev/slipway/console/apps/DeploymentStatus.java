package dev.slipway.console.apps;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;

/** A deployment's state as a badge. */
final class DeploymentStatus {
  private DeploymentStatus() {}

  static StatusBadge badge(DeploymentView.State state) {
    return switch (state) {
      case BUILDING -> new StatusBadge("Building", Tone.BUSY);
      case PENDING -> new StatusBadge("Waiting", Tone.WAIT);
      case PROGRESSING -> new StatusBadge("Rolling out", Tone.BUSY);
      case ABORTING -> new StatusBadge("Going back", Tone.WAIT);
      case COMPLETE -> new StatusBadge("Complete", Tone.GOOD);
      case FAILED -> new StatusBadge("Failed", Tone.BAD);
      case ROLLED_BACK -> new StatusBadge("Rolled back", Tone.BAD);
      case CANCELED -> new StatusBadge("Canceled", Tone.UNKNOWN);
      case SUPERSEDED -> new StatusBadge("Superseded", Tone.UNKNOWN);
    };
  }

  static String trigger(DeploymentView.Trigger trigger) {
    return switch (trigger) {
      case PUSH -> "git push";
      case WEBHOOK -> "webhook";
      case POLL -> "new commit";
      case MANUAL -> "by hand";
      case ROLLBACK -> "roll back";
      case RESTART -> "restart";
      case CONFIG -> "config";
    };
  }
}
