package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Envelope;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.webhooks.Contents.Packed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Verified deliveries: kept with their verdict in the transaction that starts the deployment, each
 * once.
 */
@Service
class WebhookInbox {
  private static final Duration LATELY = Duration.ofHours(1);
  private static final int MOST_REFUSED = 50;
  private static final int MOST_REPEATED = 200;

  private final DeliveryRepository deliveries;
  private final ContentRepository contents;
  private final WebhookRepository webhooks;
  private final Contents seals;
  private final Meaning meaning;
  private final InstantSource clock;

  WebhookInbox(
      DeliveryRepository deliveries,
      ContentRepository contents,
      WebhookRepository webhooks,
      Contents seals,
      Meaning meaning,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.contents = contents;
    this.webhooks = webhooks;
    this.seals = seals;
    this.meaning = meaning;
    this.clock = clock;
  }

  /** What this delivery was the first time, unless that may be tried again. */
  @Transactional(readOnly = true)
  public Optional<Delivery> known(Received received) {
    return deliveries
        .find(received.webhook(), received.envelope().delivery())
        .filter(first -> first.verdict() != Verdict.FAILED);
  }

  /** Deals with it now. The answer to a delivery sent again is the first one's. */
  @Transactional
  public Delivery deal(Received received, Message message, Packed packed) {
    Webhook webhook =
        webhooks.lock(received.webhook().id()).orElseThrow(HookDoor::invalidSignature);
    Delivery told = told(received, Verdict.SKIPPED, "");
    Optional<UUID> row = deliveries.insert(webhook, told, clock.instant());
    if (row.isEmpty()) {
      Delivery first = deliveries.find(webhook, received.envelope().delivery()).orElseThrow();
      repeated(received, first);
      return first;
    }
    Delivery mine = told.at(row.get());
    keep(webhook, mine.id(), packed);
    Delivery concluded =
        meaning.act(Meaning.Order.fromForge(webhook, received.forge(), message), mine.id(), mine);
    deliveries.conclude(mine.id(), concluded);
    return concluded;
  }

  /**
   * Keeps it for later, or what went wrong with it.
   *
   * @param verdict waiting or failed
   */
  @Transactional
  public Delivery keep(Received received, Packed packed, Verdict verdict, String reason) {
    Delivery told = told(received, verdict, reason);
    Optional<UUID> row = deliveries.insert(received.webhook(), told, clock.instant());
    row.ifPresent(id -> keep(received.webhook(), id, packed));
    return row.isPresent()
        ? told.at(row.get())
        : deliveries.find(received.webhook(), told.delivery()).orElse(told);
  }

  @Transactional
  public void again(Received received, Delivery first) {
    repeated(received, first);
  }

  /**
   * Kept so that its owner sees why nothing happens; it may come again with the right signature.
   * Anybody can cause these, so there are few of them and nothing of what was in them; and none for
   * {@link Nobody}.
   */
  @Transactional
  public void refused(Webhook webhook, Envelope envelope, String reason) {
    Instant now = clock.instant();
    var refused =
        Delivery.of(
            Uuids.next(now), envelope.delivery(), envelope.event(), Verdict.BAD_SIGNATURE, reason);
    boolean _ = deliveries.insertBounded(webhook, refused, now, now.minus(LATELY), MOST_REFUSED);
  }

  private void repeated(Received received, Delivery first) {
    Instant now = clock.instant();
    UUID id = Uuids.next(now);
    // The forge's id belongs to the first one alone.
    var again =
        Delivery.of(
                id,
                id.toString(),
                first.event(),
                Verdict.DUPLICATE,
                "Delivery %s came again. The first one counts.".formatted(first.delivery()))
            .about(first.ref(), first.commit(), null, null)
            .repeats(first.id());
    boolean _ =
        deliveries.insertBounded(received.webhook(), again, now, now.minus(LATELY), MOST_REPEATED);
  }

  private void keep(Webhook webhook, UUID row, Packed packed) {
    byte[] body = packed.body();
    contents.insert(
        webhook.organization(),
        row,
        new ContentRepository.Content(
            packed.headers(), body == null ? null : seals.seal(webhook.organization(), row, body)));
  }

  private Delivery told(Received received, Verdict verdict, String reason) {
    return Delivery.of(
        Uuids.next(clock.instant()),
        received.envelope().delivery(),
        received.envelope().event(),
        verdict,
        reason);
  }
}
