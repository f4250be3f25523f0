package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.PodStatus;
import org.jspecify.annotations.Nullable;

/** Says how a pod is, in the words of the protocol. */
final class Statuses {
  /** From so many ends in a row on, one more is no news. */
  private static final int LOOP = 3;

  private Statuses() {}

  /**
   * @param activity what is being done for it right now: PULLING, STARTING or null
   */
  static PodStatus of(PodView pod, @Nullable Phase activity) {
    PodMemory memory = pod.memory();
    Phase phase = phase(pod, activity);
    boolean ready = phase == Phase.RUNNING && pod.health().ready() && memory.killAt() == 0;
    var status =
        PodStatus.newBuilder()
            .setId(pod.id())
            .setPhase(phase)
            .setReady(ready)
            .setRestarts(memory.restarts())
            .setExitCode(memory.exitCode());
    PodMemory.Failure trouble = pod.health().trouble();
    if (phase == Phase.RUNNING && trouble != null) {
      status
          .setReason(trouble.reason())
          .setMessage(PodSecrets.redacted(pod.pod(), trouble.message()));
    } else if (!ready && !memory.reason().isEmpty()) {
      status
          .setReason(reason(phase, memory))
          .setMessage(PodSecrets.redacted(pod.pod(), memory.message()));
    }
    if (pod.app() != null && pod.app().state() instanceof Container.Running(var since, _)) {
      status.setStartedAtMillis(since.toEpochMilli());
    }
    return CompanionStatuses.complete(status, pod, phase).build();
  }

  static String reason(Phase phase, PodMemory memory) {
    boolean loop =
        phase == Phase.EXITED
            && memory.failures() >= LOOP
            && (memory.reason().equals("Error") || memory.reason().equals("Completed"));
    return loop ? "CrashLoopBackOff" : memory.reason();
  }

  private static Phase phase(PodView pod, @Nullable Phase activity) {
    if (pod.ending()) {
      return Phase.STOPPING;
    }
    if (pod.memory().finished()) {
      return pod.memory().exitCode() == 0 ? Phase.SUCCEEDED : Phase.FAILED;
    }
    if (pod.appRuns()) {
      return Phase.RUNNING;
    }
    if (pod.memory().reason().equals("ImagePullFailed")) {
      return Phase.PULLING;
    }
    if (activity != null) {
      return activity;
    }
    return pod.memory().failures() > 0 && !pod.memory().reason().isEmpty()
        ? Phase.EXITED
        : Phase.STARTING;
  }
}
