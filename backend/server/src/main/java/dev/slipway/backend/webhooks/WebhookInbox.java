package dev.slipway.backend.webhooks;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Envelope;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.webhooks.DeliveryRepository.ForgeId;
import dev.slipway.backend.webhooks.DeliveryRepository.NewRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String LATER = "Many came at once. It is dealt with in a moment.";

  private final DeliveryRepository deliveries;
  private final StoredContents contents;
  private final WebhookRepository webhooks;
  private final Meaning meaning;
  private final InstantSource clock;

  WebhookInbox(
      DeliveryRepository deliveries,
      StoredContents contents,
      WebhookRepository webhooks,
      Meaning meaning,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.contents = contents;
    this.webhooks = webhooks;
    this.meaning = meaning;
    this.clock = clock;
  }

  /** What this delivery was the first time, unless that may be tried again. */
  @Transactional(readOnly = true)
  public Optional<Delivery> known(Arrived arrived) {
    return find(arrived).filter(first -> first.verdict() != Verdict.FAILED);
  }

  /** Deals with it now. The answer to a delivery sent again is the first one's. */
  @Transactional
  public Delivery deal(Arrived arrived, Message message) {
    Received received = arrived.received();
    Webhook webhook =
        webhooks.lock(received.webhook().id()).orElseThrow(HookDoor::invalidSignature);
    boolean again = insert(Map.of(arrived.forgeId(), arrived), Verdict.SKIPPED, "").isEmpty();
    Delivery row = find(arrived).orElseThrow();
    if (again) {
      again(arrived, row);
      return row;
    }
    Delivery concluded =
        meaning.act(Meaning.Order.fromForge(webhook, received.forge(), message), row.id(), row);
    deliveries.conclude(row.id(), concluded);
    return concluded;
  }

  /** What could not be dealt with, and why; it may be sent again. */
  @Transactional
  public Delivery keepFailed(Arrived arrived, String reason) {
    return keep(List.of(arrived), Verdict.FAILED, reason).getFirst();
  }

  /**
   * Many with one commit.
   *
   * @return one for each, the first one's for what has come before
   */
  @Transactional
  public List<Delivery> keepForLater(List<Arrived> all) {
    return keep(all, Verdict.WAITING, LATER);
  }

  private List<Delivery> keep(List<Arrived> all, Verdict verdict, String reason) {
    Map<ForgeId, Arrived> distinct = new LinkedHashMap<>();
    all.forEach(each -> distinct.putIfAbsent(each.forgeId(), each));
    Set<ForgeId> fresh = insert(distinct, verdict, reason);
    Map<ForgeId, Delivery> rows = deliveries.find(distinct.keySet());
    var kept = new ArrayList<Delivery>();
    for (Arrived each : all) {
      Delivery row = requireNonNull(rows.get(each.forgeId()));
      if (!fresh.remove(each.forgeId())) {
        again(each, row);
      }
      kept.add(row);
    }
    return kept;
  }

  /** Gives those that had not been dealt with before. */
  private Set<ForgeId> insert(Map<ForgeId, Arrived> distinct, Verdict verdict, String reason) {
    List<NewRow> told =
        distinct.values().stream()
            .map(Arrived::received)
            .map(each -> new NewRow(each.webhook(), told(each, verdict, reason)))
            .toList();
    Map<ForgeId, UUID> rows = deliveries.insert(told, clock.instant());
    Map<UUID, Arrived> fresh = new HashMap<>();
    rows.forEach((id, row) -> fresh.put(row, requireNonNull(distinct.get(id))));
    contents.keep(fresh);
    return new HashSet<>(rows.keySet());
  }

  private Optional<Delivery> find(Arrived arrived) {
    return Optional.ofNullable(deliveries.find(List.of(arrived.forgeId())).get(arrived.forgeId()));
  }

  /** A row of its own, so that one sees that it came again. */
  @Transactional
  public void again(Arrived arrived, Delivery first) {
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
        deliveries.insertBounded(
            arrived.received().webhook(), again, now, now.minus(LATELY), MOST_REPEATED);
  }

  /**
   * Kept so that its owner sees why nothing happens; it may come again with the right signature.
   * Anybody can cause these, so there are few of them and nothing of what was in them; and none for
   * {@link Nobody}. They do not wait for the disk: a refusal must not take longer than at an
   * address nobody has.
   */
  @Transactional
  public void refused(Webhook webhook, Envelope envelope, String reason) {
    deliveries.doNotWaitForTheDisk();
    Instant now = clock.instant();
    var refused =
        Delivery.of(
            Uuids.next(now), envelope.delivery(), envelope.event(), Verdict.BAD_SIGNATURE, reason);
    boolean _ = deliveries.insertBounded(webhook, refused, now, now.minus(LATELY), MOST_REFUSED);
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
