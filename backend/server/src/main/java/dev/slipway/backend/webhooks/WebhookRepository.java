package dev.slipway.backend.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.webhooks.Webhook.Learned;
import dev.slipway.backend.webhooks.Webhook.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class WebhookRepository {
  private static final String COLUMNS =
      """
      w.id, w.organization_id, w.app_id, w.provider, w.hook, w.secret, w.previous_secret, w.previous_until,
      w.branches, w.tags, w.paths, w.previews, w.preview_days, w.repository_id, w.repository_source,
      w.repository_name, w.created_at
      """;
  private static final String INSERT =
      """
      insert into webhook (id, organization_id, app_id, hook, provider, secret, branches, tags, paths, previews,
                           preview_days, created_at)
      values (:id, :organization, :app, :hook, :provider, :secret, :branches, :tags, :paths, :previews, :days, :now)
      """;
  private static final String OF_APP =
      """
      select %s from webhook w
       where w.organization_id = :organization and w.app_id = :app
       order by w.id
      """
          .formatted(COLUMNS);
  private static final String UPDATE =
      """
      update webhook set branches = :branches, tags = :tags, paths = :paths, previews = :previews, preview_days = :days
       where organization_id = :organization and app_id = :app and id = :id
      """;
  private static final String ROTATE =
      """
      update webhook set secret = :secret, previous_secret = secret, previous_until = :until
       where organization_id = :organization and app_id = :app and id = :id
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
      select %s from webhook w
        join app a on a.id = w.app_id and a.deleted_at is null
       where w.hook = :hook
      """
          .formatted(COLUMNS);

  /** Deliveries of one hook take turns until the transaction ends. */
  private static final String LOCK =
      """
      select %s from webhook w where w.id = :id for no key update
      """
          .formatted(COLUMNS);

  private static final String LEARN =
      """
      update webhook set repository_id = :repository, repository_source = :source, repository_name = :name
       where id = :id
         and (repository_id, repository_source, repository_name) is distinct from (:repository, :source, :name)
      """;

  private final Db db;

  WebhookRepository(Db db) {
    this.db = db;
  }

  void insert(AppScope scope, Webhook webhook) {
    int _ =
        wishes(in(scope, INSERT, webhook.id()), webhook)
            .param("hook", webhook.hook())
            .param("provider", webhook.provider().name())
            .param("secret", webhook.secret().current())
            .param("now", webhook.createdAt().atOffset(UTC))
            .update();
  }

  List<Webhook> of(AppScope scope) {
    return db.in(scope.organization())
        .sql(OF_APP)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query(WebhookRepository::read)
        .list();
  }

  void update(AppScope scope, Webhook webhook) {
    int _ = wishes(in(scope, UPDATE, webhook.id()), webhook).update();
  }

  boolean rotate(AppScope scope, WebhookId id, byte[] secret, Instant until) {
    return in(scope, ROTATE, id)
            .param("secret", secret)
            .param("until", until.atOffset(UTC))
            .update()
        == 1;
  }

  boolean delete(AppScope scope, WebhookId id) {
    int _ = in(scope, DELETE_DELIVERIES, id).update();
    return in(scope, DELETE, id).update() == 1;
  }

  Optional<Webhook> at(String hook) {
    return db.system().sql(AT).param("hook", hook).query(WebhookRepository::read).optional();
  }

  /** Empty when it has been deleted. */
  Optional<Webhook> lock(WebhookId id) {
    return db.system().sql(LOCK).param("id", id.value()).query(WebhookRepository::read).optional();
  }

  void learn(WebhookId id, Learned repository) {
    int _ =
        db.system()
            .sql(LEARN)
            .param("id", id.value())
            .param("repository", repository.id())
            .param("source", repository.source())
            .param("name", repository.name())
            .update();
  }

  private StatementSpec in(AppScope scope, String sql, WebhookId id) {
    return db.in(scope.organization())
        .sql(sql)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("id", id.value());
  }

  private static StatementSpec wishes(StatementSpec statement, Webhook webhook) {
    return statement
        .param("branches", webhook.filters().branches().toArray(String[]::new))
        .param("tags", webhook.filters().tags().toArray(String[]::new))
        .param("paths", webhook.filters().paths().toArray(String[]::new))
        .param("previews", webhook.previews().enabled())
        .param("days", webhook.previews().days());
  }

  static Webhook read(ResultSet row, int index) throws SQLException {
    String repository = row.getString("repository_id");
    return new Webhook(
        new WebhookId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        Provider.valueOf(row.getString("provider")),
        row.getString("hook"),
        new Sealed(
            row.getBytes("secret"),
            row.getBytes("previous_secret"),
            instant(row, "previous_until")),
        new Filters(texts(row, "branches"), texts(row, "tags"), texts(row, "paths")),
        new PreviewSettings(row.getBoolean("previews"), row.getInt("preview_days")),
        repository == null
            ? null
            : new Learned(
                repository, row.getString("repository_source"), row.getString("repository_name")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
