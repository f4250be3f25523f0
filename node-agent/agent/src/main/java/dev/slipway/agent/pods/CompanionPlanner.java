package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the containers beside the app need, and whether the app's own step has to wait for
 * it. Before the app starts, they start in order: the next one when an init container has done its
 * work or a sidecar has started. Once the app was started in this sandbox, sidecars are kept
 * running and hold up nobody. They end after the app, the last one first.
 */
final class CompanionPlanner {
  private CompanionPlanner() {}

  /**
   * @param app what the app by itself needs next
   */
  static Step next(PodView pod, Step app, Instant now) {
    if (pod.companions().isEmpty()) {
      return app;
    }
    if (pod.ending()) {
      return app instanceof Step.Remove ? end(pod, app, now) : app;
    }
    if (pod.memory().finished()) {
      return end(pod, app, now);
    }
    return switch (app) {
      case Step.Start _, Step.Rest _ -> keep(pod, app, now);
      case Step.NoteEnd _,
          Step.RemoveApp _,
          Step.Terminate _,
          Step.Kill _,
          Step.OfCompanion _,
          Step.Remove _ ->
          app;
    };
  }

  private static Step keep(PodView pod, Step app, Instant now) {
    String sandboxRun = sandboxRun(pod);
    boolean initialized = initialized(pod, sandboxRun);
    Step rest = app;
    for (CompanionView companion : pod.companions()) {
      if (initialized && companion.init()) {
        continue;
      }
      Step step = step(companion, sandboxRun, now);
      if (step instanceof Step.OfCompanion || (step != null && !initialized)) {
        return step;
      }
      if (step instanceof Step.Rest waiting) {
        rest = sooner(waiting, rest);
      }
    }
    return rest;
  }

  /** The app was started in this very sandbox, so what comes before it was done. */
  private static boolean initialized(PodView pod, String sandboxRun) {
    Container app = pod.app();
    return app != null
        && !(app.state() instanceof Container.Created)
        && sandboxRun.equals(app.labels().get(Labels.SANDBOX));
  }

  /** Never equal to a label when there is no sandbox. */
  private static String sandboxRun(PodView pod) {
    Container sandbox = pod.sandbox();
    return sandbox != null && sandbox.running() ? Instance.of(sandbox) : "none";
  }

  /** Null when what comes after it may begin. */
  private static @Nullable Step step(CompanionView companion, String sandboxRun, Instant now) {
    Container container = companion.container();
    if (container == null || !companion.belongsTo(sandboxRun)) {
      return startOr(companion, now);
    }
    return switch (container.state()) {
      case Container.Created() -> startOr(companion, now);
      case Container.Exited(_, _, int code, _) -> {
        if (!Instance.of(container).equals(companion.memory().ended())) {
          yield of(companion, new CompanionStep.NoteEnd(container));
        }
        yield companion.init() && code == 0 ? null : startOr(companion, now);
      }
      case Container.Running _ -> running(companion, now);
    };
  }

  private static @Nullable Step running(CompanionView companion, Instant now) {
    if (companion.memory().killAt() != 0) {
      return killOr(companion, now);
    }
    String dead = companion.health().dead();
    if (dead != null) {
      return of(companion, new CompanionStep.Terminate(dead));
    }
    return companion.init() || !companion.hasStarted() ? new Step.Rest(Instant.MAX) : null;
  }

  private static Step end(PodView pod, Step last, Instant now) {
    for (CompanionView companion : List.copyOf(pod.companions()).reversed()) {
      if (companion.runs()) {
        return companion.memory().killAt() == 0
            ? of(companion, new CompanionStep.Terminate(""))
            : killOr(companion, now);
      }
    }
    return last;
  }

  private static Step killOr(CompanionView companion, Instant now) {
    Instant deadline = Instant.ofEpochMilli(companion.memory().killAt());
    return now.isBefore(deadline)
        ? new Step.Rest(deadline)
        : of(companion, new CompanionStep.Kill());
  }

  private static Step startOr(CompanionView companion, Instant now) {
    Instant first = Instant.ofEpochMilli(companion.memory().notBefore());
    return now.isBefore(first) ? new Step.Rest(first) : of(companion, new CompanionStep.Start());
  }

  /** What has to be done comes before resting. */
  private static Step sooner(Step.Rest waiting, Step app) {
    return app instanceof Step.Rest(Instant until) && waiting.until().isBefore(until)
        ? waiting
        : app;
  }

  private static Step of(CompanionView companion, CompanionStep what) {
    return new Step.OfCompanion(companion.name(), what);
  }
}
