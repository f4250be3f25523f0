package dev.slipway.backend.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** The inbox, as deliveries come in. */
@Repository
class DeliveryRepository {
  /** One that failed may be tried again; every other is kept as it was the first time. */
  private static final String INSERT =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason,
                                    ref, commit_sha, before_sha, pushed_at, original_id, received_at)
      values (:id, :organization, :webhook, :app, :delivery, :event, :verdict, :reason,
              :ref, :commit, :before, :pushedAt, :original, :now)
      on conflict (organization_id, webhook_id, delivery) where verdict <> 'BAD_SIGNATURE'
      do update set verdict = excluded.verdict, reason = excluded.reason, received_at = excluded.received_at,
                    ref = excluded.ref, commit_sha = excluded.commit_sha, before_sha = excluded.before_sha,
                    pushed_at = excluded.pushed_at
          where webhook_delivery.verdict = 'FAILED'
      returning id
      """;

  /** Many at once; what has come before is left to be looked at alone. */
  private static final String INSERT_WAITING =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason, received_at)
      select d.id, d.organization, d.webhook, d.app, d.delivery, d.event, 'WAITING', d.reason, :now
        from unnest(cast(:ids as uuid[]), cast(:organizations as uuid[]), cast(:webhooks as uuid[]), cast(:apps as uuid[]),
                    cast(:deliveries as text[]), cast(:events as text[]), cast(:reasons as text[]))
             d(id, organization, webhook, app, delivery, event, reason)
      on conflict (organization_id, webhook_id, delivery) where verdict <> 'BAD_SIGNATURE' do nothing
      returning id
      """;

  private static final String FIND_ALL =
      """
      select d.webhook_id, d.id, d.delivery, d.event, d.verdict, d.reason, d.ref, d.commit_sha, d.before_sha, d.pushed_at,
             d.deployment_id, d.original_id
        from unnest(cast(:organizations as uuid[]), cast(:webhooks as uuid[]), cast(:deliveries as text[]))
             asked(organization, webhook, delivery)
        join webhook_delivery d on d.organization_id = asked.organization and d.webhook_id = asked.webhook
                               and d.delivery = asked.delivery and d.verdict not in ('BAD_SIGNATURE', 'FAILED')
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
      select id, delivery, event, verdict, reason, ref, commit_sha, before_sha, pushed_at, deployment_id, original_id
        from webhook_delivery
       where organization_id = :organization and webhook_id = :webhook and delivery = :delivery
         and verdict <> 'BAD_SIGNATURE'
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

  /** Every tenant's oldest comes before anybody's second. */
  private static final String WAITING =
      """
      select id, webhook_id
        from (select id, webhook_id, row_number() over (partition by organization_id order by id) as place
                from webhook_delivery where verdict = 'WAITING') line
       order by place, id
       limit :limit
      """;

  /** Null when somebody else has dealt with it. */
  private static final String TAKE =
      """
      select id, delivery, event, verdict, reason, ref, commit_sha, before_sha, pushed_at, deployment_id, original_id
        from webhook_delivery
       where id = :id and verdict = 'WAITING'
         for update
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

  record Waiting(UUID id, WebhookId webhook) {}

  /** The row's id; empty when this delivery has been dealt with before. */
  Optional<UUID> insert(Webhook webhook, Delivery delivery, Instant now) {
    return moved(row(INSERT, webhook, delivery, now), delivery).query(UUID.class).optional();
  }

  record NewRow(Webhook webhook, Delivery delivery) {}

  /** Those that are new. */
  Set<UUID> insertWaiting(List<NewRow> rows, Instant now) {
    List<UUID> inserted =
        db.system()
            .sql(INSERT_WAITING)
            .param("ids", uuids(rows, row -> row.delivery().id()))
            .param("organizations", uuids(rows, row -> row.webhook().organization().value()))
            .param("webhooks", uuids(rows, row -> row.webhook().id().value()))
            .param("apps", uuids(rows, row -> row.webhook().app().value()))
            .param("deliveries", texts(rows, row -> row.delivery().delivery()))
            .param("events", texts(rows, row -> row.delivery().event()))
            .param("reasons", texts(rows, row -> row.delivery().reason()))
            .param("now", now.atOffset(UTC))
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
    return Set.copyOf(inserted);
  }

  record ForgeId(WebhookId webhook, String delivery) {}

  /** What has come before, unless it may be tried again. */
  Map<ForgeId, Delivery> known(List<NewRow> rows) {
    var known = new HashMap<ForgeId, Delivery>();
    db.system()
        .sql(FIND_ALL)
        .param("organizations", uuids(rows, row -> row.webhook().organization().value()))
        .param("webhooks", uuids(rows, row -> row.webhook().id().value()))
        .param("deliveries", texts(rows, row -> row.delivery().delivery()))
        .query(row -> {
          Delivery delivery = read(row, 0);
          var webhook = new WebhookId(row.getObject("webhook_id", UUID.class));
          known.put(new ForgeId(webhook, delivery.delivery()), delivery);
        });
    return known;
  }

  private static SqlArrayValue uuids(List<NewRow> rows, Function<NewRow, UUID> value) {
    return new SqlArrayValue("uuid", rows.stream().map(value).toArray());
  }

  private static SqlArrayValue texts(List<NewRow> rows, Function<NewRow, String> value) {
    return new SqlArrayValue("text", rows.stream().map(value).toArray());
  }

  /**
   * Does not wait for the disk: a refusal must not take longer than at an address nobody has, and
   * little is lost with one of them.
   *
   * @param most rows of this verdict since then
   */
  boolean insertBounded(Webhook webhook, Delivery delivery, Instant now, Instant since, int most) {
    int _ = db.system().sql("set local synchronous_commit = off").update();
    return row(INSERT_BOUNDED, webhook, delivery, now)
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

  Optional<Delivery> find(Webhook webhook, String delivery) {
    return db.system()
        .sql(FIND)
        .param("organization", webhook.organization().value())
        .param("webhook", webhook.id().value())
        .param("delivery", delivery)
        .query(DeliveryRepository::read)
        .optional();
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

  List<Waiting> waiting(int limit) {
    return db.system()
        .sql(WAITING)
        .param("limit", limit)
        .query((row, _) ->
            new Waiting(
                row.getObject("id", UUID.class),
                new WebhookId(row.getObject("webhook_id", UUID.class))))
        .list();
  }

  Optional<Delivery> take(long epoch, UUID id) {
    return db.leader(epoch).sql(TAKE).param("id", id).query(DeliveryRepository::read).optional();
  }

  Optional<Delivery> awaitingApproval(UUID id) {
    return db.system()
        .sql(AWAITING_APPROVAL)
        .param("id", id)
        .query(DeliveryRepository::read)
        .optional();
  }

  private StatementSpec row(String sql, Webhook webhook, Delivery delivery, Instant now) {
    return db.system()
        .sql(sql)
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
        .param("now", now.atOffset(UTC));
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

  private static Delivery read(ResultSet row, int index) throws SQLException {
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
