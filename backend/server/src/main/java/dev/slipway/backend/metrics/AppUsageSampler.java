package dev.slipway.backend.metrics;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down every 15 seconds what the pods of each app use together, and sweeps what is old. */
@Component
class AppUsageSampler implements Reconciler {
  private final AppUsageRepository usage;

  AppUsageSampler(AppUsageRepository usage) {
    this.usage = usage;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(15);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int sampled = usage.sample(epoch);
    return new Progress(sampled, sampled);
  }
}
