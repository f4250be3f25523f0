package dev.slipway.backend.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.ProjectFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The inbox, as people look at it. */
@Repository
class InboxRepository {
  private static final String COLUMNS =
      """
      select d.id, d.app_id, a.slug as app_slug, d.webhook_id, w.provider, coalesce(o.delivery, d.delivery) as delivery,
             d.event, d.verdict, d.reason, d.ref, d.commit_sha, d.deployment_id, x.app_id as deployed_app, d.original_id, d.received_at
        from webhook_delivery d
        join app a on a.organization_id = d.organization_id and a.id = d.app_id
        left join deployment x on x.organization_id = d.organization_id and x.id = d.deployment_id
        left join webhook w on w.organization_id = d.organization_id and w.id = d.webhook_id
        left join webhook_delivery o on o.organization_id = d.organization_id and o.id = d.original_id
      """;

  /** Newest first; ids are ordered by time. */
  private static final String PAGE =
      """
      %s
       where d.organization_id = :organization
         and (cast(:app as uuid) is null or d.app_id = :app)
         and (cast(:after as uuid) is null or d.id < :after)
         and (cast(:verdict as text) is null or d.verdict = :verdict)
         and (cast(:from as timestamptz) is null or d.received_at >= :from)
         and (cast(:to as timestamptz) is null or d.received_at < :to)
         and (cast(:text as text) is null
              or concat_ws(' ', d.delivery, d.event, d.reason, d.ref, d.commit_sha, a.slug) ilike :text)
         and a.deleted_at is null
         and %s
       order by d.id desc
       limit :limit
      """
          .formatted(COLUMNS, ProjectFilter.sql("a.project_id"));

  private static final String ONE =
      """
      %s
       where d.organization_id = :organization and d.app_id = :app and d.id = :id
      """
          .formatted(COLUMNS);

  private final Db db;

  InboxRepository(Db db) {
    this.db = db;
  }

  /**
   * @param text part of what a row shows
   */
  record Question(
      @Nullable Verdict verdict,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID after,
      int limit) {}

  /**
   * @param app null for all of the organization's
   */
  List<DeliveryView> page(
      OrganizationId organization, @Nullable AppId app, ProjectFilter visible, Question question) {
    return db.in(organization)
        .sql(PAGE)
        .param("organization", organization.value())
        .param("app", app == null ? null : app.value())
        .param("after", question.after())
        .param("verdict", question.verdict() == null ? null : question.verdict().name())
        .param("from", time(question.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("to", time(question.to()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("text", like(question.text()))
        .params(visible.params())
        .param("limit", question.limit())
        .query((row, _) -> read(row))
        .list();
  }

  Optional<DeliveryView> one(OrganizationId organization, AppId app, UUID delivery) {
    return db.along(organization)
        .sql(ONE)
        .param("organization", organization.value())
        .param("app", app.value())
        .param("id", delivery)
        .query((row, _) -> read(row))
        .optional();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant time) {
    return time == null ? null : time.atOffset(UTC);
  }

  private static @Nullable String like(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  private static DeliveryView read(ResultSet row) throws SQLException {
    String provider = row.getString("provider");
    return new DeliveryView(
        row.getObject("id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getString("app_slug"),
        row.getObject("webhook_id", UUID.class),
        provider == null ? null : Provider.valueOf(provider),
        row.getString("delivery"),
        row.getString("event"),
        Verdict.valueOf(row.getString("verdict")),
        row.getString("reason"),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getObject("deployment_id", UUID.class),
        row.getObject("deployed_app", UUID.class),
        row.getObject("original_id", UUID.class),
        row.getObject("received_at", OffsetDateTime.class).toInstant());
  }
}
