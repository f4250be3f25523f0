package dev.slipway.backend.webhooks;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.webhooks.WaitingRepository.Waiting;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Deals with the deliveries that were kept for later: every organization's first before any second.
 */
@Component
class WaitingDeliveries implements Reconciler {
  private static final int AT_ONCE = 100;

  /** Whose turn it is is found out for so long: somebody else's may have come meanwhile. */
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** So long those who wait for an answer come first: each one dealt with is work for everybody. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LaterDeliveries later;
  private final Unanswered unanswered;

  WaitingDeliveries(LaterDeliveries later, Unanswered unanswered) {
    this.later = later;
    this.unanswered = unanswered;
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Progress reconcile(long epoch) {
    int dealt = 0;
    List<Waiting> waiting = later.waiting(AT_ONCE);
    try {
      while (!waiting.isEmpty()) {
        dealt += round(epoch, waiting);
        waiting = later.waiting(AT_ONCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new Progress(dealt, dealt);
  }

  private int round(long epoch, List<Waiting> waiting) throws InterruptedException {
    long began = System.nanoTime();
    int dealt = 0;
    for (Waiting delivery : waiting) {
      unanswered.awaitNone(PAUSE);
      deal(epoch, delivery);
      dealt++;
      if (System.nanoTime() - began > ROUND.toNanos()) {
        break;
      }
    }
    return dealt;
  }

  private void deal(long epoch, Waiting delivery) {
    try {
      later.deal(epoch, delivery);
    } catch (Problem problem) {
      later.fail(epoch, delivery, problem.getMessage());
    }
  }
}
