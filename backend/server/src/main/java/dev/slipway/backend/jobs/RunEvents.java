package dev.slipway.backend.jobs;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of runs in the event log. */
@Component
class RunEvents {
  private final EventLog log;

  RunEvents(EventLog log) {
    this.log = log;
  }

  void info(OpenRun run, String reason, String message) {
    write(Severity.INFO, run, reason, message);
  }

  void warning(OpenRun run, String reason, String message) {
    write(Severity.WARNING, run, reason, message);
  }

  void write(Severity severity, JobApp app, String reason, String message) {
    write(severity, reason, message, app.organization(), app.project(), app.id(), app.deployment());
  }

  private void write(Severity severity, OpenRun run, String reason, String message) {
    write(
        severity, reason, message, run.organization(), run.project(), run.app(), run.deployment());
  }

  void write(
      Severity severity,
      String reason,
      String message,
      OrganizationId organization,
      ProjectId project,
      AppId app,
      @Nullable DeploymentId deployment) {
    log.record(
        new NewEvent(
            severity, reason, message, organization, project, app, deployment, null, null));
  }
}
