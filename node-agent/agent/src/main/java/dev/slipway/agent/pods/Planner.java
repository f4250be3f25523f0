package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides, and does nothing: what each pod needs next. */
final class Planner {
  private Planner() {}

  static Map<String, Step> plan(Collection<PodView> pods, Instant now) {
    var steps = new LinkedHashMap<String, Step>();
    for (PodView pod : pods) {
      steps.put(pod.id(), next(pod, now));
    }
    return steps;
  }

  static Step next(PodView pod, Instant now) {
    Step app = pod.ending() ? end(pod, now) : keep(pod, now);
    return CompanionPlanner.next(pod, app, now);
  }

  private static Step end(PodView pod, Instant now) {
    if (!pod.appRuns()) {
      return new Step.Remove();
    }
    return killOr(pod, now, new Step.Terminate(""));
  }

  private static Step keep(PodView pod, Instant now) {
    if (pod.memory().finished()) {
      return new Step.Rest(Instant.MAX);
    }
    Container app = pod.app();
    if (app == null) {
      return startOr(pod, now);
    }
    return switch (app.state()) {
      case Container.Created() -> startOr(pod, now);
      case Container.Exited _ ->
          Instance.of(app).equals(pod.memory().ended()) ? startOr(pod, now) : new Step.NoteEnd(app);
      case Container.Running _ ->
          outlivedItsNetwork(pod.sandbox(), app) ? new Step.RemoveApp() : watch(pod, now);
    };
  }

  private static boolean outlivedItsNetwork(@Nullable Container sandbox, Container app) {
    return sandbox == null
        || !sandbox.running()
        || !Instance.of(sandbox).equals(app.labels().get(Labels.SANDBOX));
  }

  private static Step watch(PodView pod, Instant now) {
    String dead = pod.health().dead();
    Step otherwise = dead == null ? new Step.Rest(Instant.MAX) : new Step.Terminate(dead);
    return killOr(pod, now, otherwise);
  }

  /** Once it was asked to end it has until the deadline. */
  private static Step killOr(PodView pod, Instant now, Step otherwise) {
    if (pod.memory().killAt() == 0) {
      return otherwise;
    }
    Instant deadline = Instant.ofEpochMilli(pod.memory().killAt());
    return now.isBefore(deadline) ? new Step.Rest(deadline) : new Step.Kill();
  }

  private static Step startOr(PodView pod, Instant now) {
    Instant first = Instant.ofEpochMilli(pod.memory().notBefore());
    return now.isBefore(first) ? new Step.Rest(first) : new Step.Start();
  }
}
