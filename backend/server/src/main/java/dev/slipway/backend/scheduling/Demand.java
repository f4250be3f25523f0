package dev.slipway.backend.scheduling;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.kernel.AppId;

/**
 * What a pod books on a machine: a tenth of its CPU limit and half of its memory limit. Apps idle
 * most of the time, so CPU may be promised ten times over: the kernel shares it out by weight.
 * Memory cannot be shared out; half says that an app lives well below its limit, and the limit
 * still ends the one that does not.
 */
public record Demand(AppId app, int cpuMillis, long memoryBytes) {
  public static Demand of(AppId app, AppSpec spec) {
    return of(app, spec.cpuMillis(), spec.memoryBytes());
  }

  static Demand of(AppId app, int cpuLimitMillis, long memoryLimitBytes) {
    return new Demand(app, cpuLimitMillis / 10, memoryLimitBytes / 2);
  }
}
