package dev.slipway.backend.webhooks;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests look at and change behind the server's back. */
class HookRows {
  private final Db db;
  private final Json json;
  private final TransactionTemplate transaction;

  HookRows(Db db, Json json, TransactionTemplate transaction) {
    this.db = db;
    this.json = json;
    this.transaction = transaction;
  }

  record Deployed(
      UUID id,
      String trigger,
      String by,
      String ref,
      @Nullable String commit,
      @Nullable String subject) {}

  List<Deployed> deployments(AppId app) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                select d.id, d.trigger, d.triggered_by, b.ref, b.commit_sha, b.commit_subject
                  from deployment d join build b on b.id = d.build_id
                 where d.app_id = :app order by d.number
                """)
            .param("app", app.value())
            .query((row, _) ->
                new Deployed(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)))
            .list());
  }

  int deliveries(AppId app, String verdict) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                "select count(*) from webhook_delivery where app_id = :app and verdict like :verdict")
            .param("app", app.value())
            .param("verdict", verdict)
            .query(Integer.class)
            .single());
  }

  void source(AppId app, @Nullable String url) {
    var source = new AppSource(url, "main", ".", "Dockerfile", null, Map.of());
    run(
        "update app set source = cast(:source as jsonb) where id = :app",
        Map.of("source", json.write(source), "app", app.value()));
  }

  void secret(UUID webhook, byte @Nullable [] sealed) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql("update webhook set secret = :secret where id = :webhook")
            .param("secret", sealed, java.sql.Types.BINARY)
            .param("webhook", webhook)
            .update());
  }

  void run(String sql, Map<String, ?> parameters) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).params(parameters).update());
  }
}
