package dev.slipway.backend.kernel;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.Sidecar;
import java.util.function.ToLongFunction;

/**
 * What all containers of a pod may use at most at a time: the app with its sidecars, or if that is
 * more the largest init container with the sidecars that start before it. As Kubernetes has it, and
 * as the function pod_limit of the schema.
 */
public final class PodLimit {
  private PodLimit() {}

  /** Thousandths of a core. */
  public static int cpuMillis(AppSpec spec) {
    return Math.toIntExact(most(spec, spec.cpuMillis(), PodContainer::cpuMillis));
  }

  public static long memoryBytes(AppSpec spec) {
    return most(spec, spec.memoryBytes(), PodContainer::memoryBytes);
  }

  private static long most(AppSpec spec, long app, ToLongFunction<PodContainer> limit) {
    long sidecars = spec.sidecars().stream().mapToLong(limit).sum();
    long early = spec.sidecars().stream().filter(Sidecar::beforeInit).mapToLong(limit).sum();
    long init = spec.initContainers().stream().mapToLong(limit).max().orElse(0);
    return Math.max(app + sidecars, init + early);
  }
}
