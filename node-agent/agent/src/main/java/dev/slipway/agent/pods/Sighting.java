package dev.slipway.agent.pods;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pod's containers as the engine shows them; null for those that are not there. */
record Sighting(@Nullable Container sandbox, @Nullable Container app, List<Container> companions) {
  static final Sighting NOTHING = new Sighting(null, null, List.of());

  static Sighting of(ContainerEngine engine, PodView pod) {
    String podName = StepRunner.name(pod);
    return new Sighting(
        engine.container(PodContainers.sandboxName(podName)).orElse(null),
        engine.container(PodContainers.appName(podName)).orElse(null),
        pod.companions().stream()
            .map(companion -> engine.container(companion.containerName(podName)))
            .flatMap(Optional::stream)
            .filter(container -> pod.id().equals(container.labels().get(Labels.POD)))
            .toList());
  }

  static Map<String, Sighting> byPod(List<Container> containers) {
    return containers.stream()
        .collect(
            groupingBy(
                container -> container.labels().getOrDefault(Labels.POD, ""),
                collectingAndThen(toList(), Sighting::ofOnePod)));
  }

  private static Sighting ofOnePod(List<Container> containers) {
    return new Sighting(
        role(containers, PodContainers.SANDBOX),
        role(containers, PodContainers.APP),
        containers.stream()
            .filter(container -> container.labels().containsKey(Labels.CONTAINER))
            .toList());
  }

  private static @Nullable Container role(List<Container> containers, String role) {
    return containers.stream()
        .filter(container -> role.equals(container.labels().get(Labels.ROLE)))
        .findFirst()
        .orElse(null);
  }
}
