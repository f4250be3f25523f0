package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.deployments.DeploymentState.Building;
import dev.slipway.backend.deployments.DeploymentState.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of an app's open deployments goes next, and which ones it makes pointless. What was asked
 * for last wins; only a restart brings nothing new, so it gives way to anything that does.
 *
 * @param next the one to roll out now
 * @param superseded those that will never be
 */
record Turns(Optional<Deployment> next, List<Deployment> superseded) {

  /**
   * @param open an app's open deployments, oldest first
   */
  static Turns of(List<Deployment> open) {
    List<Deployment> pending =
        open.stream().filter(deployment -> deployment.state() instanceof Pending).toList();
    Optional<Deployment> next =
        pending.stream()
            .filter(Turns::newContent)
            .reduce((_, newer) -> newer)
            .or(() -> pending.stream().reduce((_, newer) -> newer));
    if (next.isEmpty()) {
      return new Turns(next, List.of());
    }
    Deployment winner = next.get();
    var superseded = new ArrayList<Deployment>();
    for (Deployment other : open) {
      boolean older = other.number() < winner.number();
      boolean waits = other.state() instanceof Building;
      if (!other.equals(winner) && (waits ? older && newContent(winner) : true)) {
        superseded.add(other);
      }
    }
    return new Turns(next, superseded);
  }

  private static boolean newContent(Deployment deployment) {
    return deployment.trigger() != Trigger.RESTART;
  }
}
