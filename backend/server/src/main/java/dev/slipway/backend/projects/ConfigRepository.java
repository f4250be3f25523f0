package dev.slipway.backend.projects;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.ConfigVariableView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.AppScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ConfigRepository {
  private static final String LIST =
      """
      select key, secret, plain, updated_at from config_variable
       where organization_id = :organization and app_id = :app
       order by key
      """;
  private static final String SET =
      """
      insert into config_variable (organization_id, app_id, key, secret, plain, ciphertext, updated_at)
      values (:organization, :app, :key, :secret, :plain, :ciphertext, :now)
      on conflict (organization_id, app_id, key) do update
         set secret = excluded.secret, plain = excluded.plain, ciphertext = excluded.ciphertext,
             updated_at = excluded.updated_at
      """;
  private static final String REMOVE =
      """
      delete from config_variable where organization_id = :organization and app_id = :app and key = :key
      """;

  private final Db db;

  ConfigRepository(Db db) {
    this.db = db;
  }

  List<ConfigVariableView> list(AppScope scope) {
    return db.in(scope.organization())
        .sql(LIST)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query((row, _) ->
            new ConfigVariableView(
                row.getString("key"),
                row.getBoolean("secret"),
                row.getString("plain"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Either plain or ciphertext. */
  void set(
      AppScope scope,
      VariableKey key,
      @Nullable String plain,
      byte @Nullable [] ciphertext,
      Instant now) {
    db.in(scope.organization())
        .sql(SET)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .param("key", key.value())
        .param("secret", ciphertext != null)
        .param("plain", plain)
        .param("ciphertext", ciphertext)
        .param("now", now.atOffset(UTC))
        .update();
  }

  boolean remove(AppScope scope, VariableKey key) {
    return db.in(scope.organization())
            .sql(REMOVE)
            .param("organization", scope.organization().value())
            .param("app", scope.app().value())
            .param("key", key.value())
            .update()
        == 1;
  }
}
