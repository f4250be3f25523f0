package dev.slipway.api.deployments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param problemType stable type of what went wrong, such as {@code dockerfile-missing}
 * @param problem the sentence for people: what happened and what to do
 */
public record DeploymentView(
    UUID id,
    UUID app,
    int number,
    Trigger trigger,
    String triggeredBy,
    String strategy,
    State state,
    Instant stateSince,
    @Nullable BuildView build,
    @Nullable Integer revision,
    @Nullable String commit,
    @Nullable String subject,
    int wantedPods,
    int newPods,
    int newReady,
    int oldPods,
    @Nullable String problemType,
    @Nullable String problem,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  public DeploymentView withBuild(BuildView other) {
    return new DeploymentView(
        id,
        app,
        number,
        trigger,
        triggeredBy,
        strategy,
        state,
        stateSince,
        other,
        revision,
        commit,
        subject,
        wantedPods,
        newPods,
        newReady,
        oldPods,
        problemType,
        problem,
        createdAt,
        finishedAt);
  }

  public enum Trigger {
    PUSH,
    WEBHOOK,
    MANUAL,
    ROLLBACK,
    RESTART,
    CONFIG,
    /** Found by looking at the branch: no webhook told of it. */
    POLL
  }

  public enum State {
    BUILDING,
    PENDING,
    PROGRESSING,
    ABORTING,
    COMPLETE,
    FAILED,
    ROLLED_BACK,
    CANCELED,
    SUPERSEDED;

    public boolean ended() {
      return compareTo(COMPLETE) >= 0;
    }
  }
}
