package dev.slipway.backend.sources;

import dev.slipway.api.deployments.DeploymentView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment looks like on the terminal of whoever pushed. */
final class PushWords {
  private PushWords() {}

  static String step(DeploymentView deployment) {
    return switch (deployment.state()) {
      case BUILDING -> "Building";
      case PENDING -> "Built. Waiting for the rollout to begin";
      case PROGRESSING ->
          "Rolling out: %d of %d new pods ready, %d old"
              .formatted(deployment.newReady(), deployment.wantedPods(), deployment.oldPods());
      case ABORTING -> "Going back to the previous revision: " + why(deployment);
      case COMPLETE, FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> "Ended";
    };
  }

  /**
   * @param address where the app answers; null for workers
   */
  static List<String> ended(DeploymentView deployment, @Nullable String address) {
    String number = "Deployment #" + deployment.number();
    return switch (deployment.state()) {
      case COMPLETE ->
          address == null
              ? List.of("", number + " is live.")
              : List.of("", number + " is live: " + address);
      case FAILED -> List.of("", number + " failed: " + why(deployment));
      case ROLLED_BACK ->
          List.of("", number + " was taken back, the previous revision runs: " + why(deployment));
      case CANCELED -> List.of("", number + " was canceled.");
      case SUPERSEDED -> List.of("", number + " gave way to a newer one.");
      case BUILDING, PENDING, PROGRESSING, ABORTING ->
          List.of("", number + ": " + step(deployment));
    };
  }

  private static String why(DeploymentView deployment) {
    return deployment.problem() == null ? "see the console" : deployment.problem();
  }
}
