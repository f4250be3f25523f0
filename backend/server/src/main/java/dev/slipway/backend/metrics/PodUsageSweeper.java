package dev.slipway.backend.metrics;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what was used by pods and apps that are gone. */
@Component
class PodUsageSweeper implements Reconciler {
  private final AppUsageRepository usage;

  PodUsageSweeper(AppUsageRepository usage) {
    this.usage = usage;
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(10);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int forgotten = usage.forget(epoch);
    return new Progress(forgotten, forgotten);
  }
}
