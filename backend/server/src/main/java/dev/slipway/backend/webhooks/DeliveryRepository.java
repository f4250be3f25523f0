package dev.slipway.backend.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The inbox, as deliveries come in. */
@Repository
class DeliveryRepository {
  /** One that failed may be tried again, in its row; every other stays as it was the first time. */
  private static final String INSERT =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason, original_id,
                                    received_at)
      select d.id, d.organization, d.webhook, d.app, d.delivery, d.event, d.verdict, d.reason, d.original, :now
        from unnest(cast(:ids as uuid[]), cast(:organizations as uuid[]), cast(:webhooks as uuid[]), cast(:apps as uuid[]),
                    cast(:deliveries as text[]), cast(:events as text[]), cast(:verdicts as text[]), cast(:reasons as text[]),
                    cast(:originals as uuid[]))
             d(id, organization, webhook, app, delivery, event, verdict, reason, original)
      on conflict (organization_id, webhook_id, delivery) where verdict <> 'BAD_SIGNATURE'
      do update set verdict = excluded.verdict, reason = excluded.reason, received_at = excluded.received_at,
                    ref = null, commit_sha = null, before_sha = null, pushed_at = null
          where webhook_delivery.verdict = 'FAILED'
      returning id, organization_id, webhook_id, delivery
      """;

  /** What anybody can cause, or a broken script, is kept so often in an hour and no more. */
  private static final String INSERT_BOUNDED =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason,
                                    ref, commit_sha, original_id, received_at)
      select :id, w.organization_id, w.id, w.app_id, :delivery, :event, :verdict, :reason, :ref, :commit, :original, :now
        from webhook w
       where w.organization_id = :organization and w.id = :webhook and w.app_id = :app
         and not exists (select 1 from webhook_delivery d
                          where d.webhook_id = w.id and d.verdict = :verdict and d.received_at > :since
                         offset :most)
      """;

  private static final String CONCLUDE =
      """
      update webhook_delivery
         set verdict = :verdict, reason = :reason, deployment_id = :deployment,
             ref = :ref, commit_sha = :commit, before_sha = :before, pushed_at = :pushedAt
       where id = :id
      """;
  private static final String FIND =
      """
      select d.organization_id, d.webhook_id, d.id, d.delivery, d.event, d.verdict, d.reason, d.ref, d.commit_sha,
             d.before_sha, d.pushed_at, d.deployment_id, d.original_id
        from unnest(cast(:organizations as uuid[]), cast(:webhooks as uuid[]), cast(:deliveries as text[]))
             asked(organization, webhook, delivery)
        join webhook_delivery d on d.organization_id = asked.organization and d.webhook_id = asked.webhook
                               and d.delivery = asked.delivery and d.verdict <> 'BAD_SIGNATURE'
      """;

  /** A newer push is known: made later by the forge's clock, or made on top of this one. */
  private static final String NEWER =
      """
      select exists (select from webhook_delivery
                      where organization_id = :organization and webhook_id = :webhook and ref = :ref
                        and verdict = 'DEPLOYED' and id <> :id and pushed_at > :pushedAt)
          or (not :forced and exists (select from webhook_delivery
                                       where organization_id = :organization and webhook_id = :webhook
                                         and before_sha = :commit and ref = :ref
                                         and verdict = 'DEPLOYED' and id <> :id))
      """;

  private static final String AWAITING_APPROVAL =
      """
      select id, delivery, event, verdict, reason, ref, commit_sha, before_sha, pushed_at, deployment_id, original_id
        from webhook_delivery
       where id = :id and verdict = 'AWAITING_APPROVAL'
         for update
      """;

  private final Db db;

  DeliveryRepository(Db db) {
    this.db = db;
  }

  record NewRow(Webhook webhook, Delivery delivery) {}

  /** What a delivery is known by: the same when the forge sends it again. */
  record ForgeId(OrganizationId organization, WebhookId webhook, String delivery) {}

  /** The row's id; empty when this delivery has been dealt with before. */
  Optional<UUID> insert(Webhook webhook, Delivery delivery, Instant now) {
    return insert(List.of(new NewRow(webhook, delivery)), now).values().stream().findFirst();
  }

  /**
   * @param rows none twice
   * @return the rows' ids, without those that have been dealt with before
   */
  Map<ForgeId, UUID> insert(Collection<NewRow> rows, Instant now) {
    var inserted = new HashMap<ForgeId, UUID>();
    db.system()
        .sql(INSERT)
        .param("ids", SqlArray.uuids(rows, row -> row.delivery().id()))
        .param("organizations", SqlArray.uuids(rows, row -> row.webhook().organization().value()))
        .param("webhooks", SqlArray.uuids(rows, row -> row.webhook().id().value()))
        .param("apps", SqlArray.uuids(rows, row -> row.webhook().app().value()))
        .param("deliveries", SqlArray.texts(rows, row -> row.delivery().delivery()))
        .param("events", SqlArray.texts(rows, row -> row.delivery().event()))
        .param("verdicts", SqlArray.texts(rows, row -> row.delivery().verdict().name()))
        .param("reasons", SqlArray.texts(rows, row -> row.delivery().reason()))
        .param("originals", SqlArray.uuids(rows, row -> row.delivery().original()))
        .param("now", now.atOffset(UTC))
        .query(row -> {
          inserted.put(forgeId(row), row.getObject("id", UUID.class));
        });
    return inserted;
  }

  Map<ForgeId, Delivery> find(Collection<ForgeId> asked) {
    var found = new HashMap<ForgeId, Delivery>();
    db.system()
        .sql(FIND)
        .param("organizations", SqlArray.uuids(asked, id -> id.organization().value()))
        .param("webhooks", SqlArray.uuids(asked, id -> id.webhook().value()))
        .param("deliveries", SqlArray.texts(asked, ForgeId::delivery))
        .query(row -> {
          found.put(forgeId(row), read(row, 0));
        });
    return found;
  }

  private static ForgeId forgeId(ResultSet row) throws SQLException {
    return new ForgeId(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new WebhookId(row.getObject("webhook_id", UUID.class)),
        row.getString("delivery"));
  }

  /** What is written in this transaction does not wait for the disk: little is lost with it. */
  void doNotWaitForTheDisk() {
    int _ = db.system().sql("set local synchronous_commit = off").update();
  }

  /**
   * @param most rows of this verdict since then
   */
  boolean insertBounded(Webhook webhook, Delivery delivery, Instant now, Instant since, int most) {
    return db.system()
            .sql(INSERT_BOUNDED)
            .param("id", delivery.id())
            .param("organization", webhook.organization().value())
            .param("webhook", webhook.id().value())
            .param("app", webhook.app().value())
            .param("delivery", delivery.delivery())
            .param("event", delivery.event())
            .param("verdict", delivery.verdict().name())
            .param("reason", delivery.reason())
            .param("ref", delivery.ref())
            .param("commit", delivery.commit())
            .param("original", delivery.original())
            .param("now", now.atOffset(UTC))
            .param("since", since.atOffset(UTC))
            .param("most", most - 1)
            .update()
        == 1;
  }

  void conclude(UUID id, Delivery delivery) {
    int _ =
        moved(db.system().sql(CONCLUDE), delivery)
            .param("id", id)
            .param("verdict", delivery.verdict().name())
            .param("reason", delivery.reason())
            .param("deployment", delivery.deployment())
            .param("ref", delivery.ref())
            .param("commit", delivery.commit())
            .update();
  }

  boolean newerKnown(Webhook webhook, UUID id, Delivery delivery, boolean forced) {
    return moved(db.system().sql(NEWER), delivery)
        .param("organization", webhook.organization().value())
        .param("webhook", webhook.id().value())
        .param("ref", delivery.ref())
        .param("commit", delivery.commit())
        .param("id", id)
        .param("forced", forced)
        .query(Boolean.class)
        .single();
  }

  Optional<Delivery> awaitingApproval(UUID id) {
    return db.system()
        .sql(AWAITING_APPROVAL)
        .param("id", id)
        .query(DeliveryRepository::read)
        .optional();
  }

  private static StatementSpec moved(StatementSpec statement, Delivery delivery) {
    Instant pushedAt = delivery.pushedAt();
    return statement
        .param("before", delivery.before())
        .param(
            "pushedAt",
            pushedAt == null ? null : pushedAt.atOffset(UTC),
            Types.TIMESTAMP_WITH_TIMEZONE);
  }

  static Delivery read(ResultSet row, int index) throws SQLException {
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getString("delivery"),
        row.getString("event"),
        Verdict.valueOf(row.getString("verdict")),
        row.getString("reason"),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getString("before_sha"),
        instant(row.getObject("pushed_at", OffsetDateTime.class)),
        row.getObject("deployment_id", UUID.class),
        row.getObject("original_id", UUID.class));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
