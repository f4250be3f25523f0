package dev.slipway.backend.deployments;

import static java.time.Duration.ofSeconds;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.backend.deployments.DeploymentState.Aborting;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.kernel.DeploymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Back to the pods that serve outside of rollouts: after a deployment that failed or was canceled,
 * and whenever pods are too few, too many or not of the current deployment. The same plan as a
 * rollout's, with the roles exchanged, so that it keeps as many pods available.
 */
@Component
class Returning {
  /**
   * A deployment does not stay open for pods that cannot come back; outside of it they are waited
   * for as well.
   */
  private static final Duration LONGEST = ofSeconds(60);

  private final DeploymentRepository deployments;
  private final PodRepository pods;
  private final PodWriter writer;
  private final NextMoves next;
  private final DeploymentEvents events;

  Returning(
      DeploymentRepository deployments,
      PodRepository pods,
      PodWriter writer,
      NextMoves next,
      DeploymentEvents events) {
    this.deployments = deployments;
    this.pods = pods;
    this.writer = writer;
    this.next = next;
    this.events = events;
  }

  /** One step of a deployment that is taken back. */
  List<Stage> step(long epoch, RolloutApp app, Deployment deployment, Aborting state, Instant now) {
    Moves moves = moves(app, now);
    if (!moves.none()) {
      return writer.carryOut(epoch, moves, app.current(), now);
    }
    boolean back = moves.complete() && !othersAnswer(app);
    if (!back && state.since().plus(LONGEST).isAfter(now)) {
      return List.of();
    }
    State end = end(app, state.trouble());
    boolean _ = deployments.end(epoch, deployment.id(), State.ABORTING, end, null, now);
    if (end == State.ROLLED_BACK) {
      events.warning(
          app,
          deployment,
          "RolledBack",
          "%s runs as before %s: %s"
              .formatted(app.slug(), deployment.lower(), state.trouble().sentence()));
    }
    return List.of(Stage.RETURNED);
  }

  private boolean othersAnswer(RolloutApp app) {
    DeploymentId current = app.current();
    return current != null && pods.othersAnswer(app.id(), current);
  }

  /** One step towards the wanted number of pods of the current deployment. */
  List<Stage> align(long epoch, RolloutApp app, Instant now) {
    Moves moves = moves(app, now);
    if (!moves.none()) {
      events.info(
          app,
          "ReplicasAligned",
          "%s: %s; %d start, %d leave."
              .formatted(
                  app.slug(),
                  wanted(app),
                  moves.create() + moves.on().size(),
                  moves.retire().size()));
    }
    return writer.carryOut(epoch, moves, app.current(), now);
  }

  private static String wanted(RolloutApp app) {
    return app.kind() == Kind.DAEMON
        ? "a pod on every node is wanted"
        : app.replicas() + " pods are wanted";
  }

  private Moves moves(RolloutApp app, Instant now) {
    DeploymentId current = app.current();
    AppSpec spec = current == null ? AppSpec.worker() : deployments.spec(current);
    Split split = next.split(app, current, spec, pods.running(app.id()));
    return next.of(app, current, spec, split, now);
  }

  private static State end(RolloutApp app, Trouble trouble) {
    if (trouble.wasCanceled()) {
      return State.CANCELED;
    }
    return app.current() == null ? State.FAILED : State.ROLLED_BACK;
  }
}
