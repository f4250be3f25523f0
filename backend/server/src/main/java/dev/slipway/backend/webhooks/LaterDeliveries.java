package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.webhooks.WaitingRepository.Waiting;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deliveries that were kept for later, one transaction each. */
@Service
class LaterDeliveries {
  private final WaitingRepository line;
  private final DeliveryRepository deliveries;
  private final WebhookRepository webhooks;
  private final StoredContents contents;
  private final Meaning meaning;

  LaterDeliveries(
      WaitingRepository line,
      DeliveryRepository deliveries,
      WebhookRepository webhooks,
      StoredContents contents,
      Meaning meaning) {
    this.line = line;
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.contents = contents;
    this.meaning = meaning;
  }

  @Transactional(readOnly = true)
  public List<Waiting> waiting(int most) {
    return line.waiting(most);
  }

  @Transactional
  public void deal(long epoch, Waiting waiting) {
    // In the order in which those that are dealt with at once lock, too.
    Optional<Webhook> webhook = webhooks.lock(waiting.webhook());
    Optional<Delivery> told = line.take(epoch, waiting.id());
    if (webhook.isEmpty() || told.isEmpty()) {
      return;
    }
    Forge forge = Forge.of(webhook.get().provider());
    Delivered delivered =
        contents
            .read(webhook.get().organization(), waiting.id())
            .orElseThrow(() -> Problem.invalid("What was in the delivery is gone."));
    var order = Meaning.Order.fromForge(webhook.get(), forge, forge.read(delivered));
    deliveries.conclude(waiting.id(), meaning.act(order, waiting.id(), told.get()));
  }

  @Transactional
  public void fail(long epoch, Waiting waiting, String reason) {
    line.take(epoch, waiting.id())
        .ifPresent(
            told -> deliveries.conclude(waiting.id(), told.with(Verdict.FAILED, reason, null)));
  }
}
