package dev.slipway.api.apps;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.Usual;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside the app, such as a proxy it speaks through. Sidecars start in order before the app
 * and end after it in reverse order; one that ends is started again, whatever kind of app it is.
 *
 * @param cpuMillis a quarter of a core when left out
 * @param memoryBytes 128 MiB when left out
 * @param pids 128 when left out
 * @param startup what comes after it waits until it passes; null: until the sidecar runs
 * @param readiness the pod is ready only while it passes; null: while the sidecar runs
 * @param liveness when the sidecar is restarted; null: only when its process ends
 * @param beforeInit whether it starts before the init containers, which may use it then
 */
public record Sidecar(
    String name,
    @Nullable ImageSource image,
    List<String> command,
    Map<String, String> environment,
    @Usual Integer cpuMillis,
    @Usual Long memoryBytes,
    @Usual Integer pids,
    @Nullable Probe startup,
    @Nullable Probe readiness,
    @Nullable Probe liveness,
    @Usual Boolean beforeInit)
    implements PodContainer {

  public Sidecar {
    command = requireNonNullElse(command, List.of());
    environment = requireNonNullElse(environment, Map.of());
    cpuMillis = requireNonNullElse(cpuMillis, 250);
    memoryBytes = requireNonNullElse(memoryBytes, 128L << 20);
    pids = requireNonNullElse(pids, 128);
    beforeInit = requireNonNullElse(beforeInit, false);
  }

  /** With the usual limits. */
  public static Sidecar of(String name, @Nullable ImageSource image, List<String> command) {
    return new Sidecar(
        name, image, command, Map.of(), 250, 128L << 20, 128, null, null, null, false);
  }

  public Sidecar withLimits(int cpuMillis, long memoryBytes, int pids) {
    return new Sidecar(
        name,
        image,
        command,
        environment,
        cpuMillis,
        memoryBytes,
        pids,
        startup,
        readiness,
        liveness,
        beforeInit);
  }

  public Sidecar withProbes(
      @Nullable Probe startup, @Nullable Probe readiness, @Nullable Probe liveness) {
    return new Sidecar(
        name,
        image,
        command,
        environment,
        cpuMillis,
        memoryBytes,
        pids,
        startup,
        readiness,
        liveness,
        beforeInit);
  }

  public Sidecar startingBeforeInit() {
    return new Sidecar(
        name,
        image,
        command,
        environment,
        cpuMillis,
        memoryBytes,
        pids,
        startup,
        readiness,
        liveness,
        true);
  }
}
