package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pods for tests. */
final class Pods {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final String IMAGE = "registry.test/acme/web@sha256:0";

  private Pods() {}

  static Pod.Builder pod(String id) {
    return Pod.newBuilder()
        .setId(id)
        .setName("slp-web-1-" + id)
        .setAppId("app")
        .setIntent(Intent.RUN)
        .setNetworkId("network-1")
        .setAddress("127.0.0.1")
        .setImage(IMAGE)
        .addAllCommand(List.of("/bin/busybox", "sleep", "1000"))
        .setCpuMillis(100)
        .setMemoryBytes(32 << 20)
        .setPids(32)
        .setTerminationGraceSeconds(1);
  }

  static Container sandbox(Pod pod, Container.State state) {
    return container(pod, pod.getName(), PodContainers.SANDBOX, state);
  }

  /** In the network of the sandbox that began a minute before {@link #NOW}. */
  static Container app(Pod pod, Container.State state) {
    return container(pod, PodContainers.appName(pod.getName()), PodContainers.APP, state);
  }

  private static Container container(Pod pod, String name, String role, Container.State state) {
    return new Container(
        "id-" + name,
        name,
        "image",
        Map.of(
            Labels.POD,
            pod.getId(),
            Labels.NAME,
            pod.getName(),
            Labels.ROLE,
            role,
            Labels.SANDBOX,
            "id-" + pod.getName() + "@" + NOW.minusSeconds(60)),
        "SIGTERM",
        state);
  }

  static PodView view(
      Pod pod, @Nullable Container sandbox, @Nullable Container app, PodMemory memory) {
    return new PodView(pod.getId(), pod, true, sandbox, app, memory, Health.UNKNOWN);
  }
}
