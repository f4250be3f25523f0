package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.secrets.PodSecrets;
import dev.slipway.protocol.ContainerStatus;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.PodStatus;

/** Says how the containers of a pod are, and what that means for the pod. */
final class CompanionStatuses {
  private CompanionStatuses() {}

  /**
   * @param status what is to be said of the app; goes on as that of the pod
   * @param app the app's phase
   */
  static PodStatus.Builder complete(PodStatus.Builder status, PodView pod, Phase app) {
    if (pod.companions().isEmpty()) {
      return status;
    }
    ContainerStatus.Builder own =
        ContainerStatus.newBuilder()
            .setName(PodContainers.APP)
            .setPhase(app)
            .setReady(status.getReady())
            .setRestarts(status.getRestarts())
            .setExitCode(status.getExitCode())
            .setReason(status.getReason())
            .setMessage(status.getMessage());
    int restarts = status.getRestarts();
    for (CompanionView companion : pod.companions()) {
      ContainerStatus one = of(pod, companion);
      status.addContainers(one);
      restarts += companion.init() ? one.getRestarts() : 0;
      boolean beforeApp = app == Phase.STARTING || app == Phase.PULLING;
      if (beforeApp && status.getReason().isEmpty() && !one.getReason().isEmpty()) {
        own.setPhase(Phase.PHASE_UNSPECIFIED);
        waitsFor(status, companion, one);
      } else if (status.getReady() && !companion.init() && !one.getReady()) {
        status
            .setReady(false)
            .setReason("SidecarNotReady")
            .setMessage(
                "The sidecar %s is not ready. %s"
                    .formatted(companion.name(), one.getMessage())
                    .strip());
      } else if (beforeApp && one.getPhase() != Phase.SUCCEEDED && !companion.hasStarted()) {
        own.setPhase(Phase.PHASE_UNSPECIFIED);
      }
    }
    return status.setRestarts(restarts).addContainers(own);
  }

  /** What went wrong with it is what is wrong with the pod. */
  private static void waitsFor(
      PodStatus.Builder status, CompanionView companion, ContainerStatus one) {
    if (one.getPhase() == Phase.SUCCEEDED || companion.hasStarted()) {
      return;
    }
    status
        .setPhase(one.getPhase() == Phase.RUNNING ? Phase.STARTING : one.getPhase())
        .setExitCode(one.getExitCode())
        .setReason(one.getReason())
        .setMessage(one.getMessage());
  }

  private static ContainerStatus of(PodView pod, CompanionView companion) {
    PodMemory memory = companion.memory();
    Phase phase = phase(pod, companion);
    var status =
        ContainerStatus.newBuilder()
            .setName(companion.name())
            .setPhase(phase)
            .setReady(companion.init() ? phase == Phase.SUCCEEDED : companion.ready())
            .setRestarts(memory.restarts())
            .setExitCode(memory.exitCode());
    PodMemory.Failure trouble = companion.health().trouble();
    if (phase == Phase.RUNNING && trouble != null) {
      status
          .setReason(trouble.reason())
          .setMessage(PodSecrets.redacted(pod.pod(), trouble.message()));
    } else if (!status.getReady() && !memory.reason().isEmpty()) {
      status
          .setReason(Statuses.reason(phase, memory))
          .setMessage(PodSecrets.redacted(pod.pod(), memory.message()));
    }
    return status.build();
  }

  private static Phase phase(PodView pod, CompanionView companion) {
    PodMemory memory = companion.memory();
    Container container = companion.container();
    if (companion.runs()) {
      return pod.ending() ? Phase.STOPPING : Phase.RUNNING;
    }
    if (companion.init()) {
      boolean done =
          container != null
              ? container.state() instanceof Container.Exited(_, _, int code, _) && code == 0
              : memory.finished() && memory.exitCode() == 0;
      if (done) {
        return Phase.SUCCEEDED;
      }
    }
    if (pod.memory().finished()) {
      Phase ended = companion.init() ? Phase.FAILED : Phase.SUCCEEDED;
      return container == null ? Phase.PHASE_UNSPECIFIED : ended;
    }
    if (memory.reason().equals("ImagePullFailed")) {
      return Phase.PULLING;
    }
    return memory.failures() > 0 && !memory.reason().isEmpty()
        ? Phase.EXITED
        : Phase.PHASE_UNSPECIFIED;
  }
}
