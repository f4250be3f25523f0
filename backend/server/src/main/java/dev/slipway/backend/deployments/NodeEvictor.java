package dev.slipway.backend.deployments;

import dev.slipway.backend.deployments.NodeEvictions.Done;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes pods leave nodes that are emptied or no longer tolerated, and pods that are restarted. */
@Component
class NodeEvictor implements Reconciler {
  /** Deadlines come by time, and no change wakes us then. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final NodeEvictions evictions;
  private volatile boolean busy = true;

  NodeEvictor(NodeEvictions evictions) {
    this.evictions = evictions;
  }

  @Override
  public Duration period() {
    return busy ? BUSY : IDLE;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("node", "pod");
  }

  @Override
  public Progress reconcile(long epoch) {
    Done done = evictions.step(epoch);
    busy = done.waiting() > 0;
    return new Progress(done.waiting(), done.changed());
  }
}
