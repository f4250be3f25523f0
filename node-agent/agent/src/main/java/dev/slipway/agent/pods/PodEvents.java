package dev.slipway.agent.pods;

import dev.slipway.agent.control.Reports;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.Pod;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
          tell(view, WARNING, Causes.reason(cause), cause);
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
      case Step.Remove _, Step.Rest _, Step.OfCompanion _ -> {
        // The control plane says so itself, nothing happened, or CompanionEvents tells it.
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
          again
              ? "%s has started again; restarts so far: %d."
                  .formatted(name(view), memory.restarts())
              : name(view) + " has started.");
    }
  }

  private static String name(PodView view) {
    Pod pod = view.pod();
    return pod == null ? view.id() : pod.getName();
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

  /** What was to be done before its end was not; it ends all the same. For any thread. */
  void hookFailed(Pod pod, String problem) {
    tell(
        WARNING,
        "PreStopHookFailed",
        PodSecrets.redacted(pod, "What was to be done before the app ends failed: " + problem),
        pod.getId(),
        pod.getAppId());
  }

  /** Nothing is left of it. */
  void gone(String id, @Nullable Pod pod) {
    reports.gone(id);
    log.info("Nothing is left of pod {}", pod == null ? id : pod.getName());
  }

  void engineDown(String why) {
    tell("ERROR", "EngineDown", why, "", "");
  }

  void engineUp() {
    tell("INFO", "EngineUp", "The container engine answers again.", "", "");
  }

  void tell(PodView view, String severity, String reason, String said) {
    Pod pod = view.pod();
    String message = PodSecrets.redacted(pod, said);
    log.info("{}: {} {}", name(view), reason, message);
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
