package dev.slipway.agent.engine;

import static java.util.Objects.requireNonNullElse;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Info;
import java.util.List;
import java.util.Map;

/** Reads what the engine says of itself, its machine, and what lies on it. */
final class Machine {
  private Machine() {}

  static EngineInfo read(Info info, String api) {
    return new EngineInfo(
        requireNonNullElse(info.getServerVersion(), ""),
        api,
        requireNonNullElse(info.getNCPU(), 0),
        requireNonNullElse(info.getMemTotal(), 0L),
        requireNonNullElse(info.getDockerRootDir(), "/"),
        info.getRuntimes() == null
            ? Map.<String, Object>of().keySet()
            : info.getRuntimes().keySet(),
        requireNonNullElse(info.getSecurityOptions(), List.<String>of()).stream()
            .anyMatch(option -> option.startsWith("name=userns")));
  }

  /** Bytes on top of its image. */
  static long written(InspectContainerResponse container) {
    return requireNonNullElse(container.getSizeRw(), 0L);
  }
}
