package dev.slipway.agent.pods;

import dev.slipway.agent.control.Reports;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.Pod;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what happened to pods, once each time it happens. */
final class PodEvents {
  private static final Logger log = LoggerFactory.getLogger(PodEvents.class);
  private static final String WARNING = "WARNING";

  private final Reports reports;

  PodEvents(Reports reports) {
    this.reports = reports;
  }

  /** A step was done; before is what was remembered until then. */
  void after(PodView view, Step step, PodMemory before) {
    PodMemory memory = view.memory();
    switch (step) {
      case Step.NoteEnd _ -> {
        boolean good = memory.finished() && memory.exitCode() == 0;
        tell(view, good ? "INFO" : WARNING, memory.reason(), memory.message());
      }
      case Step.Start() -> afterStart(view, before);
      case Step.Terminate(String cause) -> {
        if (!cause.isEmpty()) {
          tell(view, WARNING, "ProbeFailed", cause);
        }
      }
      case Step.RemoveApp() ->
          tell(
              view,
              WARNING,
              "SandboxLost",
              memory.finished()
                  ? memory.message()
                  : "The pod's network was gone, so it is made anew.");
      case Step.Kill() ->
          tell(view, WARNING, "Killed", "The app did not end within its time and was killed.");
      case Step.Remove _, Step.Rest _ -> {
        // The control plane says so itself, or nothing happened.
      }
    }
  }

  private void afterStart(PodView view, PodMemory before) {
    PodMemory memory = view.memory();
    if (memory.failures() > before.failures()) {
      if (!memory.reason().equals(before.reason())) {
        tell(view, WARNING, memory.reason(), memory.message());
      }
    } else if (view.appRuns()) {
      boolean again = memory.restarts() > 0;
      tell(
          view,
          "INFO",
          again ? "Restarted" : "Started",
          again ? "Started again, for the %d. time.".formatted(memory.restarts()) : "Started.");
    }
  }

  /** Probes found something; the view is from before. */
  void felt(PodView view, Health health) {
    PodMemory.Failure trouble = health.trouble();
    PodMemory.Failure known = view.health().trouble();
    if (trouble != null
        && !Objects.equals(trouble.reason(), known == null ? null : known.reason())) {
      tell(view, WARNING, trouble.reason(), trouble.message());
    }
  }

  void engineDown(String why) {
    tell("ERROR", "EngineDown", why, "", "");
  }

  void engineUp() {
    tell("INFO", "EngineUp", "The container engine answers again.", "", "");
  }

  private void tell(PodView view, String severity, String reason, String said) {
    Pod pod = view.pod();
    String message = PodSecrets.redacted(pod, said);
    log.info("{}: {} {}", pod == null ? view.id() : pod.getName(), reason, message);
    tell(severity, reason, message, view.id(), pod == null ? "" : pod.getAppId());
  }

  private void tell(String severity, String reason, String message, String podId, String appId) {
    reports.event(
        NodeEvent.newBuilder()
            .setAtMillis(System.currentTimeMillis())
            .setSeverity(severity)
            .setReason(reason)
            .setMessage(message)
            .setPodId(podId)
            .setAppId(appId)
            .build());
  }
}
