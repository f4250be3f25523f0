package dev.slipway.agent.pods;

import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.logs.LogPump;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the reconciler does about the containers beside the app; by its own thread only. */
final class Companions {
  private final CompanionProbing probing;
  private final CompanionEvents events;
  private final PodTable pods;
  private final InstantSource clock;
  private final Consumer<Runnable> inbox;

  /**
   * @param inbox runs things by the reconciler's thread
   */
  Companions(
      ContainerEngine engine,
      LogPump logs,
      CompanionEvents events,
      PodTable pods,
      InstantSource clock,
      Consumer<Runnable> inbox) {
    this.probing = new CompanionProbing(new PodProber(engine), logs, clock);
    this.events = events;
    this.pods = pods;
    this.clock = clock;
    this.inbox = inbox;
  }

  void probe(PodEntry entry) {
    probing.follow(
        entry,
        (companion, instance, health) ->
            inbox.accept(() -> feel(entry, companion, instance, health)));
  }

  private void feel(PodEntry entry, CompanionEntry companion, String instance, Health felt) {
    if (!companion.probed.equals(instance)) {
      return;
    }
    Health health = CompanionSentences.about(companion.view(), felt);
    companion.health = health;
    String ready = health.ready() ? instance : "";
    if (!companion.memory.ready().equals(ready)) {
      pods.remember(entry, companion, companion.memory.ready(ready));
    }
  }

  /** A step was done for one of them, or was refused. */
  void done(PodEntry entry, Step.OfCompanion step, UnaryOperator<PodMemory> change) {
    CompanionEntry companion = entry.companions.find(step.name()).orElse(null);
    if (companion == null) {
      return;
    }
    PodMemory before = companion.memory;
    pods.remember(entry, companion, change.apply(before));
    events.after(entry.view(), companion.view(), step.what(), before);
    PodMemory after = companion.memory;
    if (companion.init && after.finished() && after.exitCode() != 0) {
      // The pod may run only once, and this was it.
      var failure = new PodMemory.Failure(after.reason(), after.message());
      pods.remember(entry, entry.memory.failedFor(failure, after.exitCode()));
    }
    if (entry.memory.finished() && step.what() instanceof CompanionStep.Terminate) {
      // From here on the time of all sidecars counts.
      pods.remember(entry, entry.memory.stopping(clock.instant()));
    }
  }
}
