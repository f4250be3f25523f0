package dev.slipway.backend.sources;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests look at, and what nodes would otherwise do. */
class SourceRows {
  private final Db db;
  private final Json json;
  private final TransactionTemplate transaction;

  SourceRows(Db db, Json json, TransactionTemplate transaction) {
    this.db = db;
    this.json = json;
    this.transaction = transaction;
  }

  record DeploymentRow(
      UUID id,
      UUID build,
      String trigger,
      String by,
      String state,
      String ref,
      @Nullable String commit,
      @Nullable String subject,
      @Nullable String author) {}

  List<DeploymentRow> deployments(AppId app) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                select d.id, d.build_id, d.trigger, d.triggered_by, d.state, b.ref, b.commit_sha, b.commit_subject,
                       b.commit_author
                  from deployment d join build b on b.id = d.build_id
                 where d.app_id = :app order by d.number
                """)
            .param("app", app.value())
            .query((row, _) ->
                new DeploymentRow(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9)))
            .list());
  }

  DeploymentRow awaitDeployment(AppId app) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      List<DeploymentRow> rows = deployments(app);
      if (!rows.isEmpty()) {
        return rows.getLast();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("No deployment was started");
  }

  void source(AppId app, AppSource source) {
    run(
        "update app set source = cast(:source as jsonb) where id = :app",
        Map.of("source", json.write(source), "app", app.value()));
  }

  void log(DeploymentRow deployment, int seq, String text) {
    run(
        """
        insert into build_log (organization_id, build_id, seq, at, text)
        select organization_id, id, :seq, now(), :text from build where id = :build
        """,
        Map.of("seq", seq, "text", text, "build", deployment.build()));
  }

  void fail(DeploymentRow deployment, String problem) {
    run(
        """
        with b as (update build set state = 'FAILED', failure_type = 'build-failed', failure = :problem,
                          finished_at = now() where id = :build)
        update deployment set state = 'FAILED', problem_type = 'build-failed', problem = :problem, finished_at = now()
         where id = :deployment
        """,
        Map.of("problem", problem, "build", deployment.build(), "deployment", deployment.id()));
  }

  void run(String sql, Map<String, ?> parameters) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).params(parameters).update());
  }
}
