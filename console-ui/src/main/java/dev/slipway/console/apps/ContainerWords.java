package dev.slipway.console.apps;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.ContainerView;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.PodView;
import java.util.List;
import java.util.stream.Stream;

/** Containers of a pod in words. */
final class ContainerWords {
  private static final String APP = "app";

  private ContainerWords() {}

  /** The app first. */
  static List<String> names(AppSpec spec) {
    return Stream.of(
            Stream.of(APP),
            spec.initContainers().stream().map(PodContainer::name),
            spec.sidecars().stream().map(PodContainer::name))
        .flatMap(names -> names)
        .toList();
  }

  /** Such as "migrate: done · proxy: running, 2 restarts"; empty when the app is alone. */
  static String of(PodView pod) {
    return pod.containers().stream().map(ContainerWords::of).collect(joining(" · "));
  }

  private static String of(ContainerView one) {
    String restarts =
        switch (one.restarts()) {
          case 0 -> "";
          case 1 -> ", 1 restart";
          default -> ", " + one.restarts() + " restarts";
        };
    return one.name() + ": " + state(one) + restarts;
  }

  private static String state(ContainerView one) {
    return switch (one.phase()) {
      case PENDING -> "waiting";
      case PULLING -> one.reason() == null ? "pulling image" : "image cannot be pulled";
      case STARTING -> "starting";
      case RUNNING -> "running";
      case STOPPING -> "stopping";
      case SUCCEEDED -> "done";
      case EXITED, FAILED ->
          one.exitCode() == null ? "failed" : "failed with code " + one.exitCode();
      case UNKNOWN -> "unknown";
    };
  }
}
