package dev.slipway.backend.sources;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets deliveries that nobody looks for any more. */
@Component
class DeliveryRetention implements Reconciler {
  private static final Duration KEPT = Duration.ofDays(30);

  private final DeliveryRepository deliveries;
  private final InstantSource clock;

  DeliveryRetention(DeliveryRepository deliveries, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return Duration.ofHours(1);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    int forgotten = deliveries.forget(epoch, clock.instant().minus(KEPT));
    return new Progress(forgotten, forgotten);
  }
}
