package dev.slipway.backend.nodes;

import dev.slipway.api.apps.Isolation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a machine has, and how much of its disk is free.
 *
 * @param memoryFreeBytes what can be given out without swapping; null: not known
 * @param isolations in which it can keep pods apart from itself
 */
public record NodeCapacity(
    int cpuMillis,
    long memoryBytes,
    long diskBytes,
    long diskFreeBytes,
    @Nullable Long memoryFreeBytes,
    Set<Isolation> isolations) {

  /** One with nothing beyond the usual isolation. */
  public NodeCapacity(int cpuMillis, long memoryBytes, long diskBytes, long diskFreeBytes) {
    this(cpuMillis, memoryBytes, diskBytes, diskFreeBytes, null, Set.of(Isolation.RESTRICTED));
  }

  /** Numbers a machine cannot have become zero. */
  public NodeCapacity {
    cpuMillis = Math.max(0, cpuMillis);
    memoryBytes = Math.max(0, memoryBytes);
    diskBytes = Math.max(0, diskBytes);
    diskFreeBytes = Math.max(0, diskFreeBytes);
    memoryFreeBytes =
        memoryFreeBytes == null ? null : Long.valueOf(Math.clamp(memoryFreeBytes, 0, memoryBytes));
    isolations = isolations.isEmpty() ? Set.of(Isolation.RESTRICTED) : Set.copyOf(isolations);
  }
}
