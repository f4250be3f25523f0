package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the reconciler knows of one pod; touched by its own thread only. */
final class PodEntry {
  final String id;
  @Nullable Pod pod;
  boolean wanted;
  @Nullable Container sandbox;
  @Nullable Container app;
  PodMemory memory;
  Health health = Health.UNKNOWN;

  /** What is being done for it, and by whom; null when nothing is. */
  @Nullable Thread worker;

  @Nullable Phase activity;

  /** The run of the app that probes ask, empty for none. */
  String probed = "";

  @Nullable Probes probes;

  /** After a step that failed nothing is tried before this. */
  Instant retry = Instant.MIN;

  /** What was seen of the engine before this moment does not count, see {@link EngineWatch}. */
  long touched;

  /** Something happened to its containers that nobody has looked at. */
  boolean unseen;

  /** Nothing is left of it, as it should be. */
  boolean gone;

  @Nullable PodStatus told;

  PodEntry(String id, PodMemory memory) {
    this.id = id;
    this.memory = memory;
  }

  PodView view() {
    return new PodView(id, pod, wanted, sandbox, app, memory, health);
  }

  boolean busy() {
    return worker != null;
  }

  /** Nobody waits for the image of a pod that has to end. */
  void follow(@Nullable Pod newest) {
    wanted = newest != null;
    pod = newest == null ? pod : newest;
    boolean ending = !wanted || (pod != null && pod.getIntent() == Intent.STOP);
    Thread working = worker;
    if (!ending) {
      gone = false;
    }
    if (ending && working != null && activity == Phase.PULLING) {
      working.interrupt();
    }
  }

  void see(Sighting sighting) {
    sandbox = sighting.sandbox();
    app = sighting.app();
  }

  void stopProbing() {
    if (probes != null) {
      probes.close();
      probes = null;
    }
    probed = "";
    health = Health.UNKNOWN;
  }

  /** Until the engine has been looked at: there, and nothing known. */
  PodStatus status(boolean seen) {
    return seen ? Statuses.of(view(), activity) : PodStatus.newBuilder().setId(id).build();
  }
}
