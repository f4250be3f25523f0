package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.DeploymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of an app as a plan takes them.
 *
 * @param coming those that should run in the end
 * @param leaving those of other deployments, and those that have to go from where they are
 * @param givenUp those that should run, on machines that have not answered for long: a plan counts
 *     without them, and lets go of them when it is complete. Should the machine return sooner, they
 *     are coming again, and the least useful of all leave: never both stay, and never none.
 */
record Split(List<Pod> coming, List<Pod> leaving, List<Pod> givenUp) {

  /**
   * @param wanted deployment whose pods should run; null for none
   * @param storm so many machines are silent that none is given up
   */
  static Split of(List<Pod> running, @Nullable DeploymentId wanted, boolean storm) {
    List<Pod> ours =
        running.stream().filter(pod -> pod.deployment().equals(wanted) && !pod.evicted()).toList();
    return new Split(
        ours.stream().filter(pod -> storm || !pod.lost()).toList(),
        running.stream().filter(pod -> !ours.contains(pod)).toList(),
        ours.stream().filter(pod -> !storm && pod.lost()).toList());
  }
}
