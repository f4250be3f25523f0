package dev.slipway.backend.deployments;

import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.backend.builds.BuildService;
import dev.slipway.backend.deployments.DeploymentState.Aborting;
import dev.slipway.backend.deployments.DeploymentState.Building;
import dev.slipway.backend.deployments.DeploymentState.Ended;
import dev.slipway.backend.deployments.DeploymentState.Pending;
import dev.slipway.backend.deployments.DeploymentState.Progressing;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.workloads.Revision;
import dev.slipway.backend.workloads.RevisionService;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** From the build to the first move of the rollout: BUILDING, PENDING, and whose turn it is. */
@Component
class Beginning {
  private final DeploymentRepository deployments;
  private final RevisionService revisions;
  private final BuildService builds;
  private final Authorizer authorizer;
  private final DeploymentEvents events;

  Beginning(
      DeploymentRepository deployments,
      RevisionService revisions,
      BuildService builds,
      Authorizer authorizer,
      DeploymentEvents events) {
    this.deployments = deployments;
    this.revisions = revisions;
    this.builds = builds;
    this.authorizer = authorizer;
    this.events = events;
  }

  List<Stage> built(long epoch, RolloutApp app, Deployment deployment, BuildId build, Instant now) {
    BuildOutcome outcome = deployments.build(build).orElseThrow();
    return switch (outcome.state()) {
      case QUEUED, RUNNING -> List.of();
      case SUCCEEDED -> {
        Revision revision;
        try {
          revision = revisions.create(epoch, app.id(), build);
        } catch (Problem problem) {
          yield notConfigured(epoch, app, deployment, problem, now);
        }
        boolean _ = deployments.pending(epoch, deployment.id(), revision.id(), now);
        events.info(
            app,
            deployment,
            "RevisionCreated",
            "Revision %d of %s is made from the image just built."
                .formatted(revision.number(), app.slug()));
        yield List.of(Stage.REVISION_CREATED);
      }
      case FAILED -> {
        var trouble = trouble(outcome);
        boolean _ =
            deployments.end(epoch, deployment.id(), State.BUILDING, State.FAILED, trouble, now);
        events.warning(
            app,
            deployment,
            "DeploymentFailed",
            "%s ends with its build: %s".formatted(deployment, trouble.sentence()));
        yield List.of(Stage.NOT_BUILT);
      }
      case CANCELED -> {
        boolean _ =
            deployments.end(
                epoch, deployment.id(), State.BUILDING, State.CANCELED, Trouble.canceled(), now);
        events.info(app, deployment, "DeploymentCanceled", deployment + " was canceled.");
        yield List.of(Stage.NOT_BUILT);
      }
    };
  }

  private List<Stage> notConfigured(
      long epoch, RolloutApp app, Deployment deployment, Problem problem, Instant now) {
    var trouble =
        new Trouble(
            "config-invalid",
            "The image is built, but the app's config does not come together. %s Correct it and deploy again."
                .formatted(problem.getMessage()));
    boolean _ = deployments.end(epoch, deployment.id(), State.BUILDING, State.FAILED, trouble, now);
    events.warning(
        app, deployment, "DeploymentFailed", "%s: %s".formatted(deployment, trouble.sentence()));
    return List.of(Stage.NOT_BUILT);
  }

  List<Stage> begin(long epoch, RolloutApp app, Turns turns, Instant now) {
    if (turns.next().isEmpty()) {
      return List.of();
    }
    Deployment next = turns.next().get();
    switch (deployments.containerImages(next.id())) {
      case ContainerImageState.Known() -> {}
      case ContainerImageState.LookedUp() -> {
        return List.of();
      }
      case ContainerImageState.Refused(var trouble) -> {
        return imagesRefused(epoch, app, next, trouble, now);
      }
    }
    turns.superseded().forEach(older -> supersede(epoch, app, older, next, now));
    boolean _ = deployments.progressing(epoch, next.id(), now);
    events.info(
        app,
        next,
        "RolloutStarted",
        switch (app.kind()) {
          case WEB, WORKER ->
              "%s of %s begins to replace pods, %d are wanted."
                  .formatted(next, app.slug(), app.replicas());
          case DAEMON ->
              "%s of %s begins to replace its pods, node by node.".formatted(next, app.slug());
          case JOB, CRON_JOB -> "%s of %s is put in service.".formatted(next, app.slug());
        });
    return List.of(Stage.BEGUN);
  }

  private List<Stage> imagesRefused(
      long epoch, RolloutApp app, Deployment deployment, Trouble trouble, Instant now) {
    // Whoever deploys this revision once more asks the registry once more.
    deployments.forgetContainerImages(epoch, deployment.id());
    boolean _ = deployments.end(epoch, deployment.id(), State.PENDING, State.FAILED, trouble, now);
    events.warning(
        app,
        deployment,
        "DeploymentFailed",
        "%s does not find the image of a container: %s".formatted(deployment, trouble.sentence()));
    return List.of(Stage.NOT_BUILT);
  }

  private void supersede(
      long epoch, RolloutApp app, Deployment older, Deployment next, Instant now) {
    switch (older.state()) {
      case Building(var build) -> {
        boolean _ = deployments.end(epoch, older.id(), State.BUILDING, State.SUPERSEDED, null, now);
        builds.cancel(authorizer.onBehalfOf(new Caller.Outside("Slipway"), app.id()), build);
      }
      case Pending _ -> {
        boolean _ = deployments.end(epoch, older.id(), State.PENDING, State.SUPERSEDED, null, now);
      }
      case Progressing _ -> {
        boolean _ =
            deployments.end(epoch, older.id(), State.PROGRESSING, State.SUPERSEDED, null, now);
      }
      // It had failed or was canceled before: that stays what is said of it.
      case Aborting aborting -> {
        State end = aborting.trouble().wasCanceled() ? State.CANCELED : State.ROLLED_BACK;
        boolean _ = deployments.end(epoch, older.id(), State.ABORTING, end, null, now);
      }
      case Ended _ -> {}
    }
    events.info(
        app, older, "DeploymentSuperseded", "%s gives way to %s.".formatted(older, next.lower()));
  }

  private static Trouble trouble(BuildOutcome outcome) {
    String type = outcome.type() == null ? "build-failed" : outcome.type();
    String sentence =
        outcome.failure() == null ? "The build failed. Its log says why." : outcome.failure();
    return new Trouble(type, sentence);
  }
}
