package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs to its end before the app starts, such as what migrates a database. One that fails is
 * started again as the app is.
 *
 * @param cpuMillis half a core when left out
 * @param memoryBytes 256 MiB when left out
 * @param pids 256 when left out
 */
public record InitContainer(
    String name,
    @Nullable ImageSource image,
    List<String> command,
    Map<String, String> environment,
    @Usual Integer cpuMillis,
    @Usual Long memoryBytes,
    @Usual Integer pids)
    implements PodContainer {

  public InitContainer {
    command = requireNonNullElse(command, List.of());
    environment = requireNonNullElse(environment, Map.of());
    cpuMillis = requireNonNullElse(cpuMillis, 500);
    memoryBytes = requireNonNullElse(memoryBytes, 256L << 20);
    pids = requireNonNullElse(pids, 256);
  }

  /** A command of the app's own image, with the usual limits. */
  public static InitContainer of(String name, List<String> command) {
    return new InitContainer(name, null, command, Map.of(), 500, 256L << 20, 256);
  }

  public InitContainer withImage(@Nullable ImageSource image) {
    return new InitContainer(name, image, command, environment, cpuMillis, memoryBytes, pids);
  }

  public InitContainer withLimits(int cpuMillis, long memoryBytes, int pids) {
    return new InitContainer(name, image, command, environment, cpuMillis, memoryBytes, pids);
  }
}
