package dev.slipway.backend.sources;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The inbox. */
@Repository
class DeliveryRepository {
  private static final String LOCK =
      """
      select 1 from webhook where id = :webhook for no key update
      """;

  /** One that failed may be tried again; every other is kept as it was the first time. */
  private static final String INSERT =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason,
                                    ref, commit_sha, before_sha, pushed_at, received_at)
      values (:id, :organization, :webhook, :app, :delivery, :event, :verdict, :reason,
              :ref, :commit, :before, :pushedAt, :now)
      on conflict (organization_id, webhook_id, delivery) where verdict <> 'BAD_SIGNATURE'
      do update set verdict = excluded.verdict, reason = excluded.reason, received_at = excluded.received_at
          where webhook_delivery.verdict = 'FAILED'
      returning id
      """;

  private static final String CONCLUDE =
      """
      update webhook_delivery set verdict = :verdict, reason = :reason, deployment_id = :deployment where id = :id
      """;
  private static final String FIND =
      """
      select id, delivery, event, verdict, reason, ref, commit_sha, before_sha, pushed_at, deployment_id
        from webhook_delivery
       where organization_id = :organization and webhook_id = :webhook and delivery = :delivery
         and verdict <> 'BAD_SIGNATURE'
      """;

  /** A newer push is known: made later by the forge's clock, or made on top of this one. */
  private static final String NEWER =
      """
      select count(*)
        from webhook_delivery
       where organization_id = :organization and webhook_id = :webhook and ref = :ref and verdict = 'DEPLOYED'
         and id <> :id
         and (pushed_at > :pushedAt or (not :forced and before_sha = :commit))
      """;

  private static final String FORGET =
      """
      delete from webhook_delivery where received_at < :before
      """;

  private final Db db;

  DeliveryRepository(Db db) {
    this.db = db;
  }

  /** Deliveries of one hook take turns until the transaction ends. */
  void lock(Webhook webhook) {
    db.system().sql(LOCK).param("webhook", webhook.id().value()).query(Integer.class).optional();
  }

  /** The row's id; empty when this delivery has been dealt with before. */
  Optional<UUID> insert(Webhook webhook, Delivery delivery, Instant now) {
    return db.system()
        .sql(INSERT)
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
        .param("before", delivery.before())
        .param("pushedAt", delivery.pushedAt() == null ? null : delivery.pushedAt().atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .query(UUID.class)
        .optional();
  }

  void conclude(UUID id, Delivery delivery) {
    db.system()
        .sql(CONCLUDE)
        .param("id", id)
        .param("verdict", delivery.verdict().name())
        .param("reason", delivery.reason())
        .param("deployment", delivery.deployment())
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
    Instant pushedAt = delivery.pushedAt();
    return db.system()
            .sql(NEWER)
            .param("organization", webhook.organization().value())
            .param("webhook", webhook.id().value())
            .param("ref", delivery.ref())
            .param("id", id)
            .param(
                "pushedAt",
                pushedAt == null ? null : pushedAt.atOffset(UTC),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("forced", forced)
            .param("commit", delivery.commit())
            .query(Integer.class)
            .single()
        > 0;
  }

  int forget(long epoch, Instant before) {
    return db.leader(epoch).sql(FORGET).param("before", before.atOffset(UTC)).update();
  }

  private static Delivery read(ResultSet row, int index) throws SQLException {
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getString("delivery"),
        row.getString("event"),
        Delivery.Verdict.valueOf(row.getString("verdict")),
        row.getString("reason"),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getString("before_sha"),
        instant(row.getObject("pushed_at", OffsetDateTime.class)),
        row.getObject("deployment_id", UUID.class));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
