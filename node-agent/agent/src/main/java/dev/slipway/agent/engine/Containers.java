package dev.slipway.agent.engine;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerConfig;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the engine's description of a container. */
final class Containers {
  private Containers() {}

  /** Empty when it is not one of ours. */
  static Optional<Container> read(InspectContainerResponse found) {
    var config = found.getConfig();
    Map<String, String> labels = config.getLabels();
    if (labels == null || !labels.containsKey(Labels.POD)) {
      return Optional.empty();
    }
    return Optional.of(
        new Container(
            found.getId(),
            found.getName().substring(1),
            Objects.requireNonNullElse(found.getImageId(), ""),
            labels,
            stopSignal(config),
            state(found.getState())));
  }

  private static Container.State state(ContainerState state) {
    Instant started = instant(state.getStartedAt());
    if (Boolean.TRUE.equals(state.getRunning())) {
      return new Container.Running(started, number(state.getPidLong()));
    }
    if (started.equals(Instant.EPOCH)) {
      return new Container.Created();
    }
    return new Container.Exited(
        started,
        instant(state.getFinishedAt()),
        (int) number(state.getExitCodeLong()),
        Boolean.TRUE.equals(state.getOOMKilled()));
  }

  /** Named by the image; docker-java has no field for it. */
  static String stopSignal(ContainerConfig config) {
    return config.getRawValues().get("StopSignal") instanceof String named && !named.isEmpty()
        ? named
        : "SIGTERM";
  }

  private static long number(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  /** The engine writes year 1 for "never". */
  private static Instant instant(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Instant.EPOCH;
    }
    Instant read = OffsetDateTime.parse(text).toInstant();
    return read.isBefore(Instant.EPOCH) ? Instant.EPOCH : read;
  }
}
