package dev.slipway.backend.jobs;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.jobs.RunChange;
import dev.slipway.api.jobs.RunPodView;
import dev.slipway.api.jobs.RunPodView.Outcome;
import dev.slipway.api.jobs.RunView;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs as users see them. */
@Repository
class RunViewRepository {
  private static final String SELECT =
      """
      select run.id, run.app_id, run.number, run.name, run.trigger, run.triggered_by, run.scheduled_for, run.state,
             run.state_since, run.spec, run.succeeded, run.failed, run.started_at, run.finished_at, run.problem_type,
             run.problem, run.created_at, revision.number as revision,
             (select count(*) from pod
               where pod.organization_id = run.organization_id and pod.run_id = run.id
                 and pod.phase not in ('SUCCEEDED', 'FAILED')) as active
        from job_run run
        join revision on revision.organization_id = run.organization_id and revision.id = run.revision_id
       where run.organization_id = :organization and run.app_id = :app
      """;
  private static final String PAGE =
      SELECT + " and run.number < :before order by run.number desc limit :limit";
  private static final String ONE = SELECT + " and run.id = :run";

  /** What is kept of those that ended, and those that have not. */
  private static final String PODS =
      """
      select pod_id, pod, node, index, outcome, exit_code, reason, message, restarts, started_at, finished_at,
             coalesce(started_at, finished_at) as at
        from job_pod_result
       where organization_id = :organization and run_id = :run
       union all
      select pod.id, pod.name, node.name, pod.run_index, null, pod.exit_code, pod.reason,
             coalesce(pod.message, pod.unplaced_reason || coalesce(' ' || pod.preemption, '')), pod.restarts, pod.started_at, null,
             coalesce(pod.started_at, pod.created_at)
        from pod
        left join node on node.id = pod.node_id
       where pod.organization_id = :organization and pod.run_id = :run
         and not exists (select from job_pod_result result
                          where result.organization_id = :organization and result.run_id = :run
                            and result.pod_id = pod.id)
       order by at, pod_id
       limit 1000
      """;

  private static final String CHANGES =
      """
      select at, state, sentence from job_run_change
       where organization_id = :organization and run_id = :run
       order by id
      """;

  private final Db db;
  private final Json json;

  RunViewRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /** Newest first, those numbered lower than {@code before}. */
  List<RunView> page(AppScope scope, int before, int limit) {
    return query(PAGE, scope)
        .param("app", scope.app().value())
        .param("before", before)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  Optional<RunView> run(AppScope scope, RunId id) {
    return query(ONE, scope)
        .param("app", scope.app().value())
        .param("run", id.value())
        .query(this::read)
        .optional();
  }

  List<RunPodView> pods(AppScope scope, RunId id) {
    return query(PODS, scope).param("run", id.value()).query(RunViewRepository::pod).list();
  }

  List<RunChange> changes(AppScope scope, RunId id) {
    return query(CHANGES, scope)
        .param("run", id.value())
        .query((row, _) ->
            new RunChange(
                instant(row, "at"),
                State.valueOf(row.getString("state")),
                row.getString("sentence")))
        .list();
  }

  private JdbcClient.StatementSpec query(String sql, AppScope scope) {
    return db.in(scope.organization()).sql(sql).param("organization", scope.organization().value());
  }

  private RunView read(ResultSet row, int index) throws SQLException {
    return new RunView(
        row.getObject("id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getInt("number"),
        row.getString("name"),
        Trigger.valueOf(row.getString("trigger")),
        row.getString("triggered_by"),
        row.getInt("revision"),
        instantOrNull(row, "scheduled_for"),
        State.valueOf(row.getString("state")),
        instant(row, "state_since"),
        json.read(row.getString("spec"), JobSpec.class),
        row.getInt("active"),
        row.getInt("succeeded"),
        row.getInt("failed"),
        instantOrNull(row, "started_at"),
        instantOrNull(row, "finished_at"),
        row.getString("problem_type"),
        row.getString("problem"),
        instant(row, "created_at"));
  }

  private static RunPodView pod(ResultSet row, int index) throws SQLException {
    String outcome = row.getString("outcome");
    return new RunPodView(
        row.getObject("pod_id", UUID.class),
        row.getString("pod"),
        row.getObject("index", Integer.class),
        row.getString("node"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getObject("exit_code", Integer.class),
        row.getString("reason"),
        row.getString("message"),
        row.getInt("restarts"),
        instantOrNull(row, "started_at"),
        instantOrNull(row, "finished_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
