package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.Pod;
import java.util.HashMap;

/** What the containers beside the app are made of. Pure, like {@link PodContainers}. */
final class CompanionContainers {
  static final String INIT = "init";
  static final String SIDECAR = "sidecar";

  private CompanionContainers() {}

  /** No pod's name has an underscore, so it is never the name of another pod's container. */
  static String name(String podName, String companion) {
    return podName + "_" + companion;
  }

  static int order(Container container) {
    try {
      return Integer.parseInt(container.labels().getOrDefault(Labels.ORDER, "0"));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** The pod as if the companion were its app. Its environment and mounts are the pod's. */
  static Pod asApp(Pod pod, Companion companion) {
    var program =
        pod.toBuilder()
            .setImage(companion.getImage())
            .clearMainImage()
            .clearInitContainers()
            .clearSidecars()
            .clearCommand()
            .addAllCommand(companion.getCommandList())
            .putAllEnvironment(companion.getEnvironmentMap())
            .setPort(0)
            .setCpuMillis(companion.getCpuMillis())
            .setMemoryBytes(companion.getMemoryBytes())
            .setPids(companion.getPids())
            .clearReadiness()
            .clearLiveness()
            .clearStartup();
    if (companion.hasReadiness()) {
      program.setReadiness(companion.getReadiness());
    }
    if (companion.hasLiveness()) {
      program.setLiveness(companion.getLiveness());
    }
    if (companion.hasStartup()) {
      program.setStartup(companion.getStartup());
    }
    return program.build();
  }

  /**
   * @param appUser all programs of a pod run as the same user: they share files
   * @param sandboxRun the run of the sandbox it joins, see {@link Instance}
   */
  static ContainerSpec spec(
      Pod pod, Companion companion, boolean init, int order, String appUser, String sandboxRun) {
    ContainerSpec like = PodContainers.app(asApp(pod, companion), appUser, sandboxRun);
    var labels = new HashMap<>(like.labels());
    labels.put(Labels.ROLE, init ? INIT : SIDECAR);
    labels.put(Labels.CONTAINER, companion.getName());
    labels.put(Labels.ORDER, Integer.toString(order));
    return new ContainerSpec(
        name(pod.getName(), companion.getName()),
        like.image(),
        labels,
        like.command(),
        like.environment(),
        like.user(),
        like.limits(),
        like.attachment());
  }
}
