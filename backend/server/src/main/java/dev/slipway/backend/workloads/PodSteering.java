package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people ask of one pod of an app. */
@Service
class PodSteering {
  private final AppService apps;
  private final PodSteeringRepository pods;
  private final EventLog events;
  private final InstantSource clock;

  PodSteering(AppService apps, PodSteeringRepository pods, EventLog events, InstantSource clock) {
    this.apps = apps;
    this.pods = pods;
    this.events = events;
    this.clock = clock;
  }

  /** Nothing more happens to a pod that is being replaced already. */
  @Transactional
  public void restart(AppScope scope, PodId pod) {
    App app = apps.app(scope);
    SteeredPod found = running(scope, pod);
    if (pods.restart(scope, pod, clock.instant())) {
      happened(
          scope, app, pod, "PodRestartAsked", "restarts", found, "another one takes its place");
    }
  }

  /**
   * One pod fewer, and this is the one that goes: the app wants fewer from now on, so whatever ends
   * the pod brings no other one.
   */
  @Transactional
  public void stop(AppScope scope, PodId pod) {
    App app = apps.app(scope);
    SteeredPod found = running(scope, pod);
    if (app.kind() != Kind.WEB && app.kind() != Kind.WORKER) {
      throw Problem.conflict(
          "pod-of-every-node",
          "%s has a pod on every node that it may run on. Say on which in its placement, or stop the app."
              .formatted(app.slug()));
    }
    if (app.replicas() < 2) {
      throw Problem.conflict(
          "last-pod",
          "Pod %s is the only one of %s. Stop the app instead."
              .formatted(found.name(), app.slug()));
    }
    if (pods.restart(scope, pod, clock.instant())) {
      App _ = apps.update(scope, new UpdateApp(null, null, app.replicas() - 1), null);
      happened(scope, app, pod, "PodStopAsked", "stops", found, "no other takes its place");
    }
  }

  /** Nothing happens to one that is paused already. */
  @Transactional
  public void pause(AppScope scope, PodId pod) {
    App app = apps.app(scope);
    SteeredPod found = running(scope, pod);
    if (app.spec().port() == null) {
      throw Problem.conflict(
          "takes-no-requests",
          "Pod %s takes no requests, as %s has no port, so there is nothing to keep from it."
              .formatted(found.name(), app.slug()));
    }
    if (pods.pause(scope, pod, clock.instant())) {
      happened(
          scope, app, pod, "PodPaused", "paused", found, "it runs on and gets no new requests");
    }
  }

  /** Nothing happens to one that is not paused. */
  @Transactional
  public void resume(AppScope scope, PodId pod) {
    App app = apps.app(scope);
    SteeredPod found = pods.find(scope, pod).orElseThrow(() -> Problem.notFound("pod"));
    if (pods.resume(scope, pod)) {
      happened(scope, app, pod, "PodResumed", "resumed", found, "it gets requests again");
    }
  }

  private SteeredPod running(AppScope scope, PodId pod) {
    SteeredPod found = pods.find(scope, pod).orElseThrow(() -> Problem.notFound("pod"));
    if (found.ofRun()) {
      throw Problem.conflict(
          "pod-of-a-run",
          "Pod %s belongs to a run, which replaces it when it fails. Cancel the run, or start another one."
              .formatted(found.name()));
    }
    if (!found.running()) {
      throw Problem.conflict(
          "pod-not-running",
          "Pod %s does not run on a machine, so there is nothing to do about it."
              .formatted(found.name()));
    }
    return found;
  }

  private void happened(
      AppScope scope,
      App app,
      PodId pod,
      String reason,
      String does,
      SteeredPod found,
      String consequence) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            "%s %s pod %s: %s.".formatted(scope.caller().name(), does, found.name(), consequence),
            app.organization(),
            app.project(),
            app.id(),
            null,
            pod,
            null));
  }
}
