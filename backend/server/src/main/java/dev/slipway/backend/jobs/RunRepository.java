package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.JobSpec;
import dev.slipway.api.jobs.RunView.State;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RunId;
import dev.slipway.backend.kernel.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Runs as the leader moves them. */
@Repository
class RunRepository {
  /** Those for which something happened or is due; with {@code all} every one that is open. */
  private static final String STIRRED =
      """
      select run.id
        from job_run run
       where run.finished_at is null
         and (:all or run.cancel_requested or run.suspended <> (run.state = 'SUSPENDED') or run.next_at <= :now
              or run.active <> (select count(*) from pod where pod.run_id = run.id and pod.intent = 'RUN')
              or exists (select from pod
                          where pod.run_id = run.id and pod.intent = 'RUN'
                            and (pod.phase in ('SUCCEEDED', 'FAILED') or pod.restarts > 0))
              or exists (select from job_pod_result result where result.run_id = run.id and not result.counted))
       order by run.id
      """;

  private static final String LOCK =
      """
      select id, organization_id, project_id, app_id, deployment_id, number, name, spec, suspended, cancel_requested,
             state, started_at, succeeded, failed, failures_in_row, last_failure_at
        from job_run
       where id = :id and finished_at is null
         for no key update
      """;
  private static final String ANY_OPEN =
      "select exists (select from job_run where finished_at is null)";
  private static final String OPEN_OF_APP =
      "select id from job_run where app_id = :app and finished_at is null order by id";
  private static final String COUNT =
      """
      update job_run
         set succeeded = :succeeded, failed = :failed, failures_in_row = :in_row, last_failure_at = :last_failure
       where id = :id
      """;
  private static final String MOVE =
      """
      update job_run set state = :to, state_since = :now, started_at = :started, active = 0, next_at = :now
       where id = :id and state = :from
      """;
  private static final String END =
      """
      update job_run
         set state = :to, state_since = :now, finished_at = :now, problem_type = :type, problem = :problem,
             active = 0, next_at = null
       where id = :id and finished_at is null
      """;
  private static final String SEEN_TO =
      "update job_run set active = :active, next_at = :next where id = :id";
  private static final String CHANGED =
      """
      insert into job_run_change (id, organization_id, run_id, at, state, sentence)
      values (:id, :organization, :run, :now, :state, :sentence)
      """;

  private final Db db;
  private final Json json;

  RunRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  List<RunId> stirred(boolean all, Instant now) {
    return db.system()
        .sql(STIRRED)
        .param("all", all)
        .param("now", now.atOffset(UTC))
        .query((row, _) -> new RunId(row.getObject("id", UUID.class)))
        .list();
  }

  boolean anyOpen() {
    return db.system().sql(ANY_OPEN).query(Boolean.class).single();
  }

  List<RunId> open(AppId app) {
    return db.system()
        .sql(OPEN_OF_APP)
        .param("app", app.value())
        .query((row, _) -> new RunId(row.getObject("id", UUID.class)))
        .list();
  }

  /** Locked until the transaction ends; empty when it has ended. */
  Optional<OpenRun> lock(long epoch, RunId id) {
    return db.leader(epoch).sql(LOCK).param("id", id.value()).query(this::read).optional();
  }

  void count(long epoch, RunId id, Counters counters) {
    Instant last = counters.lastFailure();
    db.leader(epoch)
        .sql(COUNT)
        .param("id", id.value())
        .param("succeeded", counters.succeeded())
        .param("failed", counters.failed())
        .param("in_row", counters.failuresInARow())
        .param("last_failure", last == null ? null : last.atOffset(UTC))
        .update();
  }

  /**
   * @param started null while it is suspended
   */
  void move(
      long epoch, OpenRun run, State to, @Nullable Instant started, String sentence, Instant now) {
    db.leader(epoch)
        .sql(MOVE)
        .param("id", run.id().value())
        .param("from", run.state().name())
        .param("to", to.name())
        .param("started", started == null ? null : started.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .update();
    changed(epoch, run, to, sentence, now);
  }

  /**
   * @param type null for success
   */
  void end(long epoch, OpenRun run, State to, @Nullable String type, String sentence, Instant now) {
    db.leader(epoch)
        .sql(END)
        .param("id", run.id().value())
        .param("to", to.name())
        .param("type", type)
        .param("problem", type == null ? null : sentence)
        .param("now", now.atOffset(UTC))
        .update();
    changed(epoch, run, to, sentence, now);
  }

  /**
   * @param next when to look again though nothing happens; null: only when something does
   */
  void seenTo(long epoch, RunId id, int active, @Nullable Instant next) {
    db.leader(epoch)
        .sql(SEEN_TO)
        .param("id", id.value())
        .param("active", active)
        .param("next", next == null ? null : next.atOffset(UTC))
        .update();
  }

  private void changed(long epoch, OpenRun run, State to, String sentence, Instant now) {
    db.leader(epoch)
        .sql(CHANGED)
        .param("id", Uuids.next(now))
        .param("organization", run.organization().value())
        .param("run", run.id().value())
        .param("now", now.atOffset(UTC))
        .param("state", to.name())
        .param("sentence", sentence)
        .update();
  }

  private OpenRun read(ResultSet row, int index) throws SQLException {
    return new OpenRun(
        new RunId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        row.getInt("number"),
        row.getString("name"),
        json.read(row.getString("spec"), JobSpec.class),
        row.getBoolean("suspended"),
        row.getBoolean("cancel_requested"),
        State.valueOf(row.getString("state")),
        instant(row, "started_at"),
        new Counters(
            row.getInt("succeeded"),
            row.getInt("failed"),
            row.getInt("failures_in_row"),
            instant(row, "last_failure_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
