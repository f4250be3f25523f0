package dev.slipway.backend.disks;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what filled disks two days ago. */
@Component
class NodeDiskSweeper implements Reconciler {
  private static final Duration KEPT = Duration.ofDays(2);

  private final NodeDiskRepository disks;
  private final InstantSource clock;

  NodeDiskSweeper(NodeDiskRepository disks, InstantSource clock) {
    this.disks = disks;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(15);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int forgotten = disks.forget(epoch, clock.instant().minus(KEPT));
    return new Progress(forgotten, forgotten);
  }
}
