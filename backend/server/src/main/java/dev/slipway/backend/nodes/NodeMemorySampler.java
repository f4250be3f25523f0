package dev.slipway.backend.nodes;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what is in use of nodes' memory, for two days. */
@Component
class NodeMemorySampler implements Reconciler {
  private static final Duration KEPT = Duration.ofDays(2);

  private final NodeMemoryRepository memory;
  private final InstantSource clock;

  NodeMemorySampler(NodeMemoryRepository memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(5);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int sampled = memory.sample(epoch, clock.instant());
    return new Progress(sampled, memory.forget(epoch, clock.instant().minus(KEPT)));
  }
}
