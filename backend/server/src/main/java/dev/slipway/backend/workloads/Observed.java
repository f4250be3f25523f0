package dev.slipway.backend.workloads;

import dev.slipway.api.deployments.DeploymentView;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an app when its status is asked for.
 *
 * @param wanted pods; none while it is stopped
 * @param paused whether deployments wait
 * @param ready pods that take work now
 * @param lost pods on machines that do not answer
 * @param trouble sentence about a pod that ended, or runs and is not ready; null when there is none
 * @param unplaced sentence about a pod that no machine takes; null when none waits
 * @param deployed whether a rollout was ever completed
 * @param latest the newest deployment; null when there was none
 * @param runs of jobs and cron jobs; null for other kinds
 */
record Observed(
    int wanted,
    boolean stopped,
    boolean paused,
    int ready,
    int lost,
    @Nullable String trouble,
    @Nullable String unplaced,
    boolean deployed,
    @Nullable Latest latest,
    @Nullable ObservedRuns runs) {

  record Latest(int number, DeploymentView.State state, @Nullable String problem) {}
}
