package dev.slipway.backend.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveryDetail;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectFilter;
import dev.slipway.backend.webhooks.InboxRepository.Question;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox: searched, looked into, and dealt with once more. */
@Service
class InboxService {
  private final InboxRepository inbox;
  private final ContentRepository contents;
  private final StoredContents stored;
  private final DeliveryRepository deliveries;
  private final WebhookRepository webhooks;
  private final Meaning meaning;
  private final InstantSource clock;

  InboxService(
      InboxRepository inbox,
      ContentRepository contents,
      StoredContents stored,
      DeliveryRepository deliveries,
      WebhookRepository webhooks,
      Meaning meaning,
      InstantSource clock) {
    this.inbox = inbox;
    this.contents = contents;
    this.stored = stored;
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.meaning = meaning;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Page<DeliveryView> of(AppScope scope, Question question) {
    return page(
        inbox.page(scope.organization(), scope.app(), ProjectFilter.ALL, oneMore(question)),
        question);
  }

  @Transactional(readOnly = true)
  public Page<DeliveryView> of(OrganizationScope scope, Question question) {
    return page(
        inbox.page(scope.organization(), null, scope.visible(), oneMore(question)), question);
  }

  @Transactional(readOnly = true)
  public DeliveryDetail detail(AppScope scope, UUID id) {
    DeliveryView delivery = find(scope, id);
    UUID source = Objects.requireNonNullElse(delivery.original(), id);
    Map<String, String> headers =
        contents
            .find(scope.organization(), source)
            .<Map<String, String>>map(ContentRepository.Content::headers)
            .orElse(Map.of());
    String body =
        stored
            .read(scope.organization(), source)
            .map(delivered -> new String(delivered.body(), UTF_8))
            .orElse(null);
    return new DeliveryDetail(delivery, headers, body);
  }

  /** By the rules as they are now; a row of its own, and a deployment even if newer pushes came. */
  @Transactional
  public DeliveryView replay(AppScope scope, UUID id) {
    DeliveryView delivery = find(scope, id);
    UUID source = Objects.requireNonNullElse(delivery.original(), id);
    Webhook webhook =
        webhooks
            .lock(new WebhookId(Objects.requireNonNull(delivery.webhook())))
            .orElseThrow(() -> Problem.notFound("webhook"));
    if (delivery.verdict() == Verdict.WAITING) {
      throw Problem.conflict(
          "still-waiting", "The delivery is waiting and dealt with in a moment.");
    }
    Delivered delivered =
        stored
            .read(scope.organization(), source)
            .orElseThrow(() ->
                Problem.conflict(
                    "not-replayable",
                    "What was in this delivery was not kept: its signature was wrong, or it was too large. Send it"
                        + " again from the forge."));
    Forge forge = Forge.of(webhook.provider());
    Instant now = clock.instant();
    UUID row = Uuids.next(now);
    Delivery told =
        Delivery.of(row, row.toString(), delivery.event(), Verdict.SKIPPED, "").repeats(source);
    UUID inserted = deliveries.insert(webhook, told, now).orElseThrow();
    var order =
        new Meaning.Order(webhook, forge, forge.read(delivered), scope.caller().name(), false);
    deliveries.conclude(inserted, meaning.act(order, inserted, told));
    return find(scope, inserted);
  }

  /** Lets the commits of a fork run that this delivery told of; not those that come later. */
  @Transactional
  public DeliveryView approve(AppScope scope, UUID id) {
    DeliveryView seen = find(scope, id);
    Webhook webhook =
        webhooks
            .lock(new WebhookId(Objects.requireNonNull(seen.webhook())))
            .orElseThrow(() -> Problem.notFound("webhook"));
    Delivery told =
        deliveries
            .awaitingApproval(id)
            .orElseThrow(() ->
                Problem.conflict(
                    "nothing-to-approve", "This delivery does not wait for an approval."));
    UUID source = Objects.requireNonNullElse(told.original(), id);
    Delivered delivered =
        stored
            .read(scope.organization(), source)
            .orElseThrow(() -> Problem.conflict("not-replayable", "What was in it is gone."));
    Forge forge = Forge.of(webhook.provider());
    var order =
        new Meaning.Order(webhook, forge, forge.read(delivered), scope.caller().name(), true);
    deliveries.conclude(id, meaning.act(order, id, told));
    return find(scope, id);
  }

  private DeliveryView find(AppScope scope, UUID id) {
    return inbox
        .one(scope.organization(), scope.app(), id)
        .orElseThrow(() -> Problem.notFound("delivery"));
  }

  private static Question oneMore(Question asked) {
    return new Question(
        asked.verdict(),
        asked.text(),
        asked.from(),
        asked.to(),
        asked.after(),
        Cursor.pageSize(asked.limit()) + 1);
  }

  private static Page<DeliveryView> page(List<DeliveryView> found, Question asked) {
    List<DeliveryView> page = found.subList(0, Math.min(asked.limit(), found.size()));
    return new Page<>(
        List.copyOf(page), found.size() > asked.limit() ? Cursor.write(page.getLast().id()) : null);
  }
}
