package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.MemoryPressureRepository.Leaving;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pods leave a node that is short of memory, one after the other, before the kernel ends one: as
 * with the eviction by Kubernetes' kubelet first who uses more than it asked for, of these the
 * least important, of these who is furthest above. Unlike there a replacement comes first, and who
 * keeps to what it booked stays.
 */
@Component
class MemoryPressure {
  /** A peak is no shortage. */
  private static final Duration PRESSED = Duration.ofSeconds(30);

  /**
   * An agent says for a minute after it that memory was short: only then is it known what helped.
   */
  private static final Duration BETWEEN = Duration.ofMinutes(2);

  private static final Duration MEASURED = Duration.ofMinutes(1);

  private final MemoryPressureRepository nodes;
  private final Evictions evictions;

  MemoryPressure(MemoryPressureRepository nodes, Evictions evictions) {
    this.nodes = nodes;
    this.evictions = evictions;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public int step(long epoch, Instant now) {
    int spared = evictions.spare(epoch, nodes.toSpare(), EvictReason.PRESSURE);
    List<Leaving> leaving =
        nodes.toRelieve(now.minus(PRESSED), now.minus(BETWEEN), now.minus(MEASURED));
    if (leaving.isEmpty()) {
      return spared;
    }
    nodes.relieved(epoch, leaving.stream().map(Leaving::node).toList(), now);
    return spared
        + evictions.evict(
            epoch, leaving.stream().map(Leaving::pod).toList(), EvictReason.PRESSURE, now);
  }
}
