package dev.slipway.backend.deployments;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of deployments and pods in the event log. */
@Component
class DeploymentEvents {
  private final EventLog log;

  DeploymentEvents(EventLog log) {
    this.log = log;
  }

  void info(RolloutApp app, Deployment deployment, String reason, String message) {
    write(Severity.INFO, app, deployment.id(), reason, message);
  }

  void warning(RolloutApp app, Deployment deployment, String reason, String message) {
    write(Severity.WARNING, app, deployment.id(), reason, message);
  }

  void info(RolloutApp app, String reason, String message) {
    write(Severity.INFO, app, null, reason, message);
  }

  void pod(
      Severity severity, UnplacedPod pod, @Nullable NodeId node, String reason, String message) {
    log.record(
        new NewEvent(
            severity,
            reason,
            message,
            pod.organization(),
            pod.project(),
            pod.app(),
            pod.deployment(),
            pod.id(),
            node));
  }

  void started(
      OrganizationId organization,
      ProjectId project,
      AppId app,
      DeploymentId deployment,
      String reason,
      String message) {
    log.record(
        new NewEvent(
            Severity.INFO, reason, message, organization, project, app, deployment, null, null));
  }

  private void write(
      Severity severity,
      RolloutApp app,
      @Nullable DeploymentId deployment,
      String reason,
      String message) {
    log.record(
        new NewEvent(
            severity,
            reason,
            message,
            app.organization(),
            app.project(),
            app.id(),
            deployment,
            (PodId) null,
            (NodeId) null));
  }
}
