package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.webhooks.DeliveryRepository.Waiting;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Deals with the deliveries that were kept for later: every organization's first before any second.
 */
@Component
class WaitingDeliveries implements Reconciler {
  private static final int AT_ONCE = 100;

  private final LaterDeliveries later;

  WaitingDeliveries(LaterDeliveries later) {
    this.later = later;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Progress reconcile(long epoch) {
    int dealt = 0;
    List<Waiting> waiting = later.waiting(AT_ONCE);
    while (!waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
      for (Waiting delivery : waiting) {
        deal(epoch, delivery);
        dealt++;
      }
      waiting = later.waiting(AT_ONCE);
    }
    return new Progress(dealt, dealt);
  }

  private void deal(long epoch, Waiting delivery) {
    try {
      later.deal(epoch, delivery);
    } catch (Problem problem) {
      later.fail(epoch, delivery, problem.getMessage());
    }
  }
}
