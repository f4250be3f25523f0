package dev.slipway.backend.sources;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.DeliveryView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class WebhookRepository {
  private static final String INSERT =
      """
      insert into webhook (id, organization_id, app_id, hook, provider, secret, created_at)
      values (:id, :organization, :app, :hook, 'GITHUB', :secret, :now)
      """;
  private static final String OF_APP =
      """
      select id, hook, created_at from webhook
       where organization_id = :organization and app_id = :app
       order by id
      """;
  private static final String DELETE_DELIVERIES =
      """
      delete from webhook_delivery
       where organization_id = :organization and app_id = :app and webhook_id = :id
      """;
  private static final String DELETE =
      """
      delete from webhook where organization_id = :organization and app_id = :app and id = :id
      """;
  private static final String AT =
      """
      select w.id, w.organization_id, w.app_id, w.secret
        from webhook w
        join app a on a.id = w.app_id and a.deleted_at is null
       where w.hook = :hook
      """;
  private static final String DELIVERIES =
      """
      select id, delivery, event, verdict, reason, ref, commit_sha, deployment_id, received_at
        from webhook_delivery
       where organization_id = :organization and app_id = :app
         and (cast(:after as uuid) is null or id < cast(:after as uuid))
       order by id desc
       limit :limit
      """;

  private final Db db;

  WebhookRepository(Db db) {
    this.db = db;
  }

  record Row(WebhookId id, String hook, Instant createdAt) {}

  void insert(AppScope scope, WebhookId id, String hook, byte[] secret, Instant now) {
    db.in(scope.organization())
        .sql(INSERT)
        .param("id", id.value())
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("hook", hook)
        .param("secret", secret)
        .param("now", now.atOffset(UTC))
        .update();
  }

  List<Row> of(AppScope scope) {
    return db.in(scope.organization())
        .sql(OF_APP)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query((row, _) ->
            new Row(
                new WebhookId(row.getObject("id", UUID.class)),
                row.getString("hook"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  boolean delete(AppScope scope, WebhookId id) {
    int _ = delete(DELETE_DELIVERIES, scope, id);
    return delete(DELETE, scope, id) == 1;
  }

  private int delete(String statement, AppScope scope, WebhookId id) {
    return db.in(scope.organization())
        .sql(statement)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("id", id.value())
        .update();
  }

  Optional<Webhook> at(String hook) {
    return db.system()
        .sql(AT)
        .param("hook", hook)
        .query((row, _) ->
            new Webhook(
                new WebhookId(row.getObject("id", UUID.class)),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                new AppId(row.getObject("app_id", UUID.class)),
                row.getBytes("secret")))
        .optional();
  }

  List<DeliveryView> deliveries(AppScope scope, @Nullable UUID after, int limit) {
    return db.in(scope.organization())
        .sql(DELIVERIES)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> delivery(row))
        .list();
  }

  private static DeliveryView delivery(ResultSet row) throws SQLException {
    return new DeliveryView(
        row.getObject("id", UUID.class),
        row.getString("delivery"),
        row.getString("event"),
        row.getString("verdict"),
        row.getString("reason"),
        row.getString("ref"),
        row.getString("commit_sha"),
        row.getObject("deployment_id", UUID.class),
        row.getObject("received_at", OffsetDateTime.class).toInstant());
  }
}
