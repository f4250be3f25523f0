package dev.slipway.backend.deployments;

import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.backend.deployments.DeploymentState.Progressing;
import dev.slipway.backend.deployments.RollingPlan.Moves;
import dev.slipway.backend.networking.AppAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * PROGRESSING: new pods come, old ones leave, until all are new or it turns out that they never
 * will be.
 */
@Component
class Replacing {
  private final DeploymentRepository deployments;
  private final PodRepository pods;
  private final PodWriter writer;
  private final NextMoves next;
  private final AppAddresses addresses;
  private final DeploymentEvents events;

  Replacing(
      DeploymentRepository deployments,
      PodRepository pods,
      PodWriter writer,
      NextMoves next,
      AppAddresses addresses,
      DeploymentEvents events) {
    this.deployments = deployments;
    this.pods = pods;
    this.writer = writer;
    this.next = next;
    this.addresses = addresses;
    this.events = events;
  }

  /**
   * @param watched since when this process leads: time that nobody watched does not count against
   *     the deadline
   */
  List<Stage> step(
      long epoch,
      RolloutApp app,
      Deployment deployment,
      Progressing state,
      Instant watched,
      Instant now) {
    AppSpec spec = deployments.spec(deployment.id());
    List<Pod> running = pods.running(app.id());
    Split split = next.split(app, deployment.id(), spec, running);
    List<Pod> coming = split.coming();
    Optional<Trouble> trouble =
        state.cancelRequested() ? Optional.of(Trouble.canceled()) : Diagnosis.hopeless(coming, now);
    if (trouble.isPresent()) {
      return abort(epoch, app, deployment, trouble.get(), now);
    }
    Moves moves = next.of(app, deployment.id(), spec, split, now);
    if (moves.complete()) {
      // Whoever reads "complete" may rely on it: no request reaches the old version any more.
      return pods.othersAnswer(app.id(), deployment.id())
          ? List.of()
          : complete(epoch, app, deployment, spec, coming.size(), now);
    }
    int available =
        (int)
            members(coming, app, Patience.of(spec), now).stream().filter(Member::available).count();
    if (!moves.none()) {
      List<Stage> stages = writer.carryOut(epoch, moves, deployment.id(), now);
      deployments.progress(epoch, deployment.id(), available, now);
      events.info(
          app,
          deployment,
          "RolloutProgressing",
          progress(deployment, app, coming.size(), available, moves));
      return stages;
    }
    writer.hold(epoch, moves);
    if (available > state.progress()) {
      deployments.progress(epoch, deployment.id(), available, now);
      return List.of(Stage.PROGRESSED);
    }
    Duration deadline = ofSeconds(spec.rollout().progressDeadlineSeconds());
    Instant from =
        Collections.max(
            List.of(state.progressAt(), watched, requireNonNullElse(app.resumedAt(), watched)));
    return from.plus(deadline).isAfter(now)
        ? List.of()
        : abort(epoch, app, deployment, Diagnosis.late(coming, app.web(), deadline), now);
  }

  private List<Stage> complete(
      long epoch, RolloutApp app, Deployment deployment, AppSpec spec, int pods, Instant now) {
    boolean _ =
        deployments.end(epoch, deployment.id(), State.PROGRESSING, State.COMPLETE, null, now);
    deployments.serve(epoch, app.id(), deployment.id());
    if (spec.port() != null) {
      addresses.listensOn(epoch, app.id(), spec.port());
    }
    events.info(
        app,
        deployment,
        "RolloutCompleted",
        "%s of %s is complete: %s.".formatted(deployment, app.slug(), end(app, pods)));
    return List.of(Stage.COMPLETE);
  }

  private static String end(RolloutApp app, int pods) {
    return switch (app.kind()) {
      case WEB, WORKER, DAEMON -> "all its pods (%d) are available".formatted(pods);
      case JOB -> "its run begins";
      case CRON_JOB -> "runs begin with it from now on";
    };
  }

  private List<Stage> abort(
      long epoch, RolloutApp app, Deployment deployment, Trouble trouble, Instant now) {
    boolean _ = deployments.aborting(epoch, deployment.id(), trouble, now);
    if (trouble.wasCanceled()) {
      events.info(app, deployment, "DeploymentCanceled", deployment + " is being taken back.");
    } else {
      events.warning(
          app,
          deployment,
          "RolloutFailed",
          "%s of %s is taken back: %s".formatted(deployment, app.slug(), trouble.sentence()));
    }
    return List.of(Stage.ABORTED);
  }

  private static String progress(
      Deployment deployment, RolloutApp app, int coming, int available, Moves moves) {
    int starting = moves.create() + moves.on().size();
    return "%s: %d of %d new pods are available; %d more start, %d old ones leave."
        .formatted(
            deployment,
            available,
            app.kind() == Kind.DAEMON ? coming + starting : app.replicas(),
            starting,
            moves.retire().size());
  }

  static List<Member> members(List<Pod> pods, RolloutApp app, Duration minReady, Instant now) {
    return pods.stream().map(pod -> pod.member(app.web(), minReady, now)).toList();
  }
}
