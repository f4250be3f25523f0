package dev.slipway.backend.workloads;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.security.AppScope;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people ask of a running app without changing what it is: that rollouts wait. */
@Service
class AppSteering {
  private final AppService apps;
  private final AppSteeringRepository asked;
  private final EventLog events;
  private final InstantSource clock;

  AppSteering(AppService apps, AppSteeringRepository asked, EventLog events, InstantSource clock) {
    this.apps = apps;
    this.asked = asked;
    this.events = events;
    this.clock = clock;
  }

  /** Nothing happens to one that is paused already. */
  @Transactional
  public void pause(AppScope scope) {
    App app = apps.app(scope);
    if (asked.pause(scope, clock.instant())) {
      happened(
          app,
          "AppPaused",
          "%s paused %s: what is deployed waits, and its number of pods can be changed as before."
              .formatted(scope.caller().name(), app.slug()));
    }
  }

  /** Nothing happens to one that is not paused. */
  @Transactional
  public void resume(AppScope scope) {
    App app = apps.app(scope);
    if (asked.resume(scope, clock.instant())) {
      happened(
          app,
          "AppResumed",
          "%s resumed %s: deployments roll out again."
              .formatted(scope.caller().name(), app.slug()));
    }
  }

  private void happened(App app, String reason, String message) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            message,
            app.organization(),
            app.project(),
            app.id(),
            null,
            null,
            null));
  }
}
