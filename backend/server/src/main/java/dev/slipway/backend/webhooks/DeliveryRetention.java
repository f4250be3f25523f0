package dev.slipway.backend.webhooks;

import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets deliveries that nobody looks for any more. */
@Component
class DeliveryRetention implements Reconciler {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_OF_A_WEBHOOK = 20_000;

  private final ContentRepository deliveries;
  private final InstantSource clock;

  DeliveryRetention(ContentRepository deliveries, InstantSource clock) {
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
    int forgotten =
        deliveries.forget(epoch, clock.instant().minus(KEPT))
            + deliveries.forgetSurplus(epoch, MOST_OF_A_WEBHOOK);
    return new Progress(forgotten, forgotten);
  }
}
