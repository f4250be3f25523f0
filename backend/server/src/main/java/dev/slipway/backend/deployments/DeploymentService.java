package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.builds.BuildService;
import dev.slipway.backend.deployments.DeploymentOrderRepository.Open;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.limits.LimitProperties;
import dev.slipway.backend.limits.RateLimits;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import dev.slipway.backend.workloads.Revision;
import dev.slipway.backend.workloads.RevisionService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Starts and cancels deployments. What follows is the reconciler's. */
@Service
public class DeploymentService {
  private final DeploymentOrderRepository deployments;
  private final AppService apps;
  private final RevisionService revisions;
  private final BuildService builds;
  private final ImageSources images;
  private final DeploymentEvents events;
  private final Quotas quotas;
  private final RateLimits limits;
  private final LimitProperties limit;
  private final InstantSource clock;

  DeploymentService(
      DeploymentOrderRepository deployments,
      AppService apps,
      RevisionService revisions,
      BuildService builds,
      ImageSources images,
      DeploymentEvents events,
      Quotas quotas,
      RateLimits limits,
      LimitProperties limit,
      InstantSource clock) {
    this.deployments = deployments;
    this.apps = apps;
    this.revisions = revisions;
    this.builds = builds;
    this.images = images;
    this.events = events;
    this.quotas = quotas;
    this.limits = limits;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Builds a commit and rolls it out. Deployments whose build has not begun give way to it.
   *
   * @param by who or what asked for it, for people
   * @param ref branch, tag or commit to build; of an app with an image a tag, a digest, or the tag
   *     with the digest it was pushed with: {@code v1@sha256:…}
   * @param commit what the ref must lead to; null: whatever it leads to when the build begins
   */
  @Transactional
  public Started start(
      AppScope scope,
      Trigger trigger,
      String by,
      String ref,
      @Nullable CommitSha commit,
      @Nullable String subject,
      @Nullable String author) {
    quotas.requireStorage(scope.organization());
    App app = apps.app(scope);
    if (app.source().image() != null && commit != null) {
      throw Problem.invalid(
          "The app runs an image that is built already, so commits do not deploy it. Push a tag of"
              + " the image.");
    }
    int number = number(scope);
    deployments.open(scope).stream().filter(Open::queued).forEach(open -> supersede(scope, open));
    BuildId build =
        app.source().image() == null
            ? builds.queue(scope, app.source(), ref, commit, subject, author)
            : builds.queueImage(
                scope,
                app.source(),
                images.repository(app.source().image()),
                images.reference(ref));
    DeploymentId id = insert(scope, number, trigger, by, build, null);
    String what = commit == null ? ref : ref + " at " + commit.value().substring(0, 7);
    happened(
        scope,
        id,
        "DeploymentStarted",
        "Deployment %d of %s begins with %s, %s."
            .formatted(
                number,
                app.slug(),
                what,
                trigger == Trigger.POLL ? "found by polling" : "asked for by " + by));
    return new Started(id, build, number);
  }

  /**
   * The newest deployment's number if looking at the branch found this very commit. Nobody starts
   * another one until the transaction ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Integer> polled(AppScope scope, String ref, CommitSha commit) {
    deployments.lock(scope);
    return deployments.polled(scope, ref, commit);
  }

  @Transactional
  DeploymentId deploy(AppScope scope, Deploy order) {
    String by = scope.caller().name();
    int said =
        (order.ref() != null ? 1 : 0)
            + (order.revision() != null ? 1 : 0)
            + (order.restart() ? 1 : 0)
            + (order.config() ? 1 : 0);
    if (said > 1) {
      throw Problem.invalid(
          "Name a ref to build, a revision to go back to, or ask for a restart or the new config:"
              + " one of the four.");
    }
    if (order.revision() == null) {
      // Going back must always be possible.
      limits.require(
          limit.deployments(), scope.app().value().toString(), "deployments of this app");
    }
    if (order.config()) {
      return reconfigure(scope, by);
    }
    if (order.revision() != null) {
      return rollBack(scope, order.revision(), by);
    }
    if (order.restart()) {
      return restart(scope, by);
    }
    AppSource source = apps.app(scope).source();
    String ref =
        order.ref() != null
            ? order.ref()
            : source.image() == null ? source.branch() : images.usual(source.image());
    return start(scope, Trigger.MANUAL, by, ref, commit(ref), null, null).deployment();
  }

  /** Ends it where it stands: the build stops, or the pods that served before come back. */
  @Transactional
  void cancel(AppScope scope, DeploymentId id) {
    deployments.lock(scope);
    Open open =
        deployments.open(scope).stream()
            .filter(candidate -> candidate.id().equals(id))
            .findAny()
            .orElseThrow(() ->
                Problem.conflict(
                    "deployment-ended",
                    "The deployment has ended, so there is nothing to cancel."));
    switch (open.state()) {
      case BUILDING, PENDING -> cancelWaiting(scope, open);
      case PROGRESSING -> deployments.requestCancel(scope, id);
      // Being taken back already, and what has ended is not open.
      case ABORTING, COMPLETE, FAILED, ROLLED_BACK, CANCELED, SUPERSEDED -> {}
    }
  }

  private void cancelWaiting(AppScope scope, Open open) {
    boolean _ =
        deployments.end(
            scope, open.id(), open.state(), State.CANCELED, Trouble.canceled(), clock.instant());
    if (open.build() != null) {
      builds.cancel(scope, open.build());
    }
    String message = "%s canceled the deployment.".formatted(scope.caller().name());
    happened(scope, open.id(), "DeploymentCanceled", message);
  }

  private DeploymentId rollBack(AppScope scope, int number, String by) {
    Revision revision = revisions.numbered(scope, number);
    int deployment = number(scope);
    DeploymentId id = insert(scope, deployment, Trigger.ROLLBACK, by, null, revision.id());
    happened(
        scope,
        id,
        "DeploymentStarted",
        "Deployment %d goes back to revision %d, asked for by %s."
            .formatted(deployment, number, by));
    return id;
  }

  /** What runs once more, with the config of now. A build under way takes that config by itself. */
  private DeploymentId reconfigure(AppScope scope, String by) {
    int deployment = number(scope);
    Optional<Open> builds =
        deployments.open(scope).stream()
            .filter(open -> open.state() == State.BUILDING)
            .reduce((_, newer) -> newer);
    if (builds.isPresent()) {
      return builds.get().id();
    }
    RevisionId running =
        deployments
            .latestRevision(scope)
            .orElseThrow(() ->
                Problem.conflict(
                    "nothing-running",
                    "Nothing is deployed yet; the first deployment takes the config as it is"
                        + " then."));
    Revision revision = revisions.again(scope, running);
    DeploymentId id = insert(scope, deployment, Trigger.CONFIG, by, null, revision.id());
    happened(
        scope,
        id,
        "DeploymentStarted",
        "Deployment %d rolls out revision %d, the running image with the config of now, asked for by %s."
            .formatted(deployment, revision.number(), by));
    return id;
  }

  private DeploymentId restart(AppScope scope, String by) {
    int deployment = number(scope);
    if (deployments.paused(scope)) {
      throw Problem.conflict(
          "app-paused",
          "The app is paused, so nothing new rolls out. Resume it first, or restart single pods.");
    }
    boolean busy =
        deployments.open(scope).stream().anyMatch(open -> open.state() != State.BUILDING);
    if (busy) {
      throw Problem.conflict(
          "deployment-under-way",
          "A deployment is under way and starts new pods anyway. Wait for it, or cancel it first.");
    }
    RevisionId revision =
        deployments
            .runningRevision(scope)
            .orElseThrow(() ->
                Problem.conflict(
                    "nothing-running", "Nothing is deployed yet, so there is nothing to restart."));
    DeploymentId id = insert(scope, deployment, Trigger.RESTART, by, null, revision);
    happened(
        scope,
        id,
        "DeploymentStarted",
        "Deployment %d replaces the running pods, asked for by %s.".formatted(deployment, by));
    return id;
  }

  private int number(AppScope scope) {
    return deployments.nextNumber(scope).orElseThrow(() -> Problem.notFound("app"));
  }

  private DeploymentId insert(
      AppScope scope,
      int number,
      Trigger trigger,
      String by,
      @Nullable BuildId build,
      @Nullable RevisionId revision) {
    Instant now = clock.instant();
    var id = new DeploymentId(Uuids.next(now));
    deployments.insert(scope, id, number, trigger, by, build, revision, now);
    TransactionSynchronizationManager.registerSynchronization(new Accepted());
    return id;
  }

  private void supersede(AppScope scope, Open open) {
    boolean _ =
        deployments.end(scope, open.id(), State.BUILDING, State.SUPERSEDED, null, clock.instant());
    if (open.build() != null) {
      builds.cancel(scope, open.build());
    }
  }

  private void happened(AppScope scope, DeploymentId id, String reason, String message) {
    events.started(scope.organization(), scope.project(), scope.app(), id, reason, message);
  }

  private static @Nullable CommitSha commit(String ref) {
    return ref.matches("[0-9a-f]{40}") ? new CommitSha(ref) : null;
  }

  private static final class Accepted implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      CrashPoint.here("deployment.started");
    }
  }
}
