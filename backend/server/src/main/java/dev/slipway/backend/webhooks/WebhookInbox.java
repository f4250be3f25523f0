package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Envelope;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.webhooks.ContentRepository.Content;
import dev.slipway.backend.webhooks.ContentRepository.NewContent;
import dev.slipway.backend.webhooks.Contents.Packed;
import dev.slipway.backend.webhooks.DeliveryRepository.ForgeId;
import dev.slipway.backend.webhooks.DeliveryRepository.NewRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private static final String LATER = "Many came at once. It is dealt with in a moment.";

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

  /** What could not be dealt with, and why; it may be sent again. */
  @Transactional
  public Delivery keepFailed(Received received, Packed packed, String reason) {
    return keep(received, packed, Verdict.FAILED, reason);
  }

  @Transactional
  public Delivery keepForLater(Received received, Packed packed) {
    return keep(received, packed, Verdict.WAITING, LATER);
  }

  record ForLater(Received received, Packed packed) {}

  /**
   * Many at once.
   *
   * @return one for each, the first one's for what has come before; null for what has failed before
   */
  @Transactional
  public List<@Nullable Delivery> keepAll(List<ForLater> all) {
    List<Delivery> told =
        all.stream().map(each -> told(each.received(), Verdict.WAITING, LATER)).toList();
    var rows = new ArrayList<NewRow>();
    for (int i = 0; i < all.size(); i++) {
      rows.add(new NewRow(all.get(i).received().webhook(), told.get(i)));
    }
    Set<UUID> inserted = deliveries.insertWaiting(rows, clock.instant());
    List<NewRow> others =
        rows.stream().filter(row -> !inserted.contains(row.delivery().id())).toList();
    Map<ForgeId, Delivery> before = others.isEmpty() ? Map.of() : deliveries.known(others);
    var kept = new ArrayList<@Nullable Delivery>();
    var fresh = new ArrayList<Fresh>();
    for (int i = 0; i < all.size(); i++) {
      Webhook webhook = all.get(i).received().webhook();
      Delivery delivery = told.get(i);
      if (inserted.contains(delivery.id())) {
        fresh.add(new Fresh(webhook.organization(), delivery.id(), all.get(i).packed()));
        kept.add(delivery);
      } else {
        kept.add(before.get(new ForgeId(webhook.id(), delivery.delivery())));
      }
    }
    keep(fresh);
    return kept;
  }

  private record Fresh(OrganizationId organization, UUID row, Packed packed) {}

  private void keep(List<Fresh> all) {
    var sealed = new ArrayList<NewContent>();
    all.stream()
        .collect(Collectors.groupingBy(Fresh::organization))
        .forEach((organization, its) -> {
          Map<UUID, byte[]> bodies = new HashMap<>();
          its.forEach(one -> {
            byte[] body = one.packed().body();
            if (body != null) {
              bodies.put(one.row(), body);
            }
          });
          Map<UUID, byte[]> closed = seals.sealAll(organization, bodies);
          its.forEach(one -> {
            var content = new Content(one.packed().headers(), closed.get(one.row()));
            sealed.add(new NewContent(organization, one.row(), content));
          });
        });
    contents.insertAll(sealed);
  }

  private Delivery keep(Received received, Packed packed, Verdict verdict, String reason) {
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
    OrganizationId organization = webhook.organization();
    byte[] body = packed.body();
    contents.insert(
        organization,
        row,
        new Content(packed.headers(), body == null ? null : seals.seal(organization, row, body)));
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
