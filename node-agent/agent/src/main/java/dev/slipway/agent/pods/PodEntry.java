package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.StartStep;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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

  /** Of its last start; none when another run of the agent made it. */
  List<StartStep> steps = List.of();

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

  final PodCompanions companions;

  /**
   * @param remembered of a companion, by its name
   */
  PodEntry(String id, PodMemory memory, Function<String, PodMemory> remembered) {
    this.id = id;
    this.memory = memory;
    this.companions = new PodCompanions(remembered);
  }

  PodView view() {
    return new PodView(id, pod, wanted, sandbox, app, memory, health, companions.views());
  }

  boolean busy() {
    return worker != null;
  }

  /** What is told when its step is over already is not true any more. */
  void does(Phase phase) {
    if (busy()) {
      activity = phase;
    }
  }

  /** Nobody waits for the image of a pod that has to end. */
  void follow(@Nullable Pod newest) {
    wanted = newest != null;
    pod = newest == null ? pod : newest;
    if (pod != null) {
      companions.follow(pod);
    }
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
    companions.see(sighting.companions());
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
    return seen
        ? Statuses.of(view(), activity).toBuilder().addAllSteps(steps).build()
        : PodStatus.newBuilder().setId(id).build();
  }
}
