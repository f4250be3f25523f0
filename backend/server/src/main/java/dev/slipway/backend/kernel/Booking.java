package dev.slipway.backend.kernel;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.QosClass;
import dev.slipway.api.apps.Resources;

/**
 * What a pod books of its machine. Unless its owner says otherwise that is a tenth of its CPU limit
 * and half of its memory limit: apps idle most of the time, so CPU may be promised ten times over,
 * as the kernel shares it out by weight. Memory cannot be shared out; half says that an app lives
 * well below its limit, and the limit still ends the one that does not.
 *
 * @param cpuMillis thousandths of a core
 */
public record Booking(int cpuMillis, long memoryBytes) {
  public static Booking of(AppSpec spec) {
    return of(
        PodLimit.cpuMillis(spec),
        PodLimit.memoryBytes(spec),
        spec.cpuMillis(),
        spec.memoryBytes(),
        spec.resources());
  }

  /**
   * @param podCpuMillis limit of all its containers together, as {@link PodLimit} has it
   * @param appCpuMillis limit of the app alone, which is what its owner says the booking of
   */
  public static Booking of(
      int podCpuMillis,
      long podMemoryBytes,
      int appCpuMillis,
      long appMemoryBytes,
      Resources said) {
    Integer cpu = said.cpuMillis();
    Long memory = said.memoryBytes();
    return new Booking(
        cpu == null ? podCpuMillis / 10 : cpu + (podCpuMillis - appCpuMillis) / 10,
        memory == null ? podMemoryBytes / 2 : memory + (podMemoryBytes - appMemoryBytes) / 2);
  }

  /**
   * As in Kubernetes, apart from that every app has limits here: who books nothing is best effort,
   * although Kubernetes would call it burstable because of its limits.
   */
  public QosClass quality(AppSpec spec) {
    if (cpuMillis == PodLimit.cpuMillis(spec) && memoryBytes == PodLimit.memoryBytes(spec)) {
      return QosClass.GUARANTEED;
    }
    return cpuMillis == 0 && memoryBytes == 0 ? QosClass.BEST_EFFORT : QosClass.BURSTABLE;
  }
}
