package dev.slipway.backend.jobs;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Pods of runs, and how each ended: known once, counted once. */
@Repository
class RunPodRepository {
  private static final String PODS =
      """
      select id, run_index, phase = 'RUNNING' as running, intent <> 'RUN' as ending, restarts, created_at
        from pod
       where run_id = :run and phase not in ('SUCCEEDED', 'FAILED')
       order by created_at, id
      """;

  /**
   * A pod that was told to stop has not failed. The trigger on pod says the same of rows that go.
   */
  private static final String KEEP_RESULTS =
      """
      insert into job_pod_result (organization_id, run_id, pod_id, pod, node, index, outcome, exit_code, reason,
                                  message, restarts, started_at, finished_at)
      select pod.organization_id, pod.run_id, pod.id, pod.name, node.name, pod.run_index, pod.phase, pod.exit_code,
             pod.reason, pod.message, pod.restarts, pod.started_at, coalesce(pod.finished_at, :now)
        from pod
        left join node on node.id = pod.node_id
       where pod.run_id = :run
         and (pod.phase = 'SUCCEEDED' or (pod.phase = 'FAILED' and pod.intent = 'RUN'))
      on conflict do nothing
      """;

  private static final String ENDS =
      """
      select pod_id, pod, index, outcome, exit_code, finished_at
        from job_pod_result
       where run_id = :run and not counted
       order by finished_at, pod_id
      """;
  private static final String COUNTED =
      """
      update job_pod_result set counted = true, outcome = :outcome
       where run_id = :run and pod_id = :pod and not counted
      """;

  /** Of an indexed job, the counted ones. */
  private static final String ALL_ENDS =
      """
      select pod_id, pod, index, outcome, exit_code, finished_at
        from job_pod_result
       where run_id = :run and counted and outcome <> 'IGNORED'
      """;

  private static final String CREATE =
      """
      insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                       created_at, intent, intent_since, run_id, run_index)
      select :id, app.organization_id, app.project_id, app.environment_id, app.id, run.deployment_id, run.revision_id,
             'slp-' || left(app.slug, 30) || '-r' || run.number || '-' || :letters
             || coalesce('-' || cast(:index as integer), ''),
             :now, 'RUN', :now, run.id, cast(:index as integer)
        from job_run run
        join app on app.organization_id = run.organization_id and app.id = run.app_id
       where run.id = :run
      """;
  private static final String STOP =
      """
      update pod set intent = 'STOP', intent_since = :now
       where run_id = :run and intent <> 'STOP' and id in (:pods)
      """;
  private static final String STOP_ALL =
      """
      update pod set intent = 'STOP', intent_since = :now where run_id = :run and intent <> 'STOP'
      """;

  /** Their results are kept; the node may forget them. */
  private static final String STOP_ENDED =
      """
      update pod set intent = 'STOP', intent_since = :now
       where run_id = :run and intent <> 'STOP' and phase in ('SUCCEEDED', 'FAILED')
      """;

  private final Db db;

  RunPodRepository(Db db) {
    this.db = db;
  }

  List<JobPod> pods(RunId run) {
    return db.system().sql(PODS).param("run", run.value()).query(RunPodRepository::pod).list();
  }

  /** Writes down how pods have ended that nobody knew of; gives all that were not counted yet. */
  List<PodEnd> uncounted(long epoch, RunId run, Instant now) {
    db.leader(epoch)
        .sql(KEEP_RESULTS)
        .param("run", run.value())
        .param("now", now.atOffset(UTC))
        .update();
    return db.system().sql(ENDS).param("run", run.value()).query(RunPodRepository::end).list();
  }

  /** True if it was not counted before. */
  boolean counted(long epoch, RunId run, PodEnd end, String outcome) {
    return db.leader(epoch)
            .sql(COUNTED)
            .param("run", run.value())
            .param("pod", end.pod())
            .param("outcome", outcome)
            .update()
        == 1;
  }

  List<PodEnd> ends(RunId run) {
    return db.system().sql(ALL_ENDS).param("run", run.value()).query(RunPodRepository::end).list();
  }

  void create(
      long epoch, RunId run, PodId id, String letters, @Nullable Integer index, Instant now) {
    db.leader(epoch)
        .sql(CREATE)
        .param("run", run.value())
        .param("id", id.value())
        .param("letters", letters)
        .param("index", index)
        .param("now", now.atOffset(UTC))
        .update();
  }

  void stop(long epoch, RunId run, Collection<UUID> pods, Instant now) {
    if (!pods.isEmpty()) {
      db.leader(epoch)
          .sql(STOP)
          .param("run", run.value())
          .param("pods", pods)
          .param("now", now.atOffset(UTC))
          .update();
    }
  }

  void stopAll(long epoch, RunId run, Instant now) {
    db.leader(epoch)
        .sql(STOP_ALL)
        .param("run", run.value())
        .param("now", now.atOffset(UTC))
        .update();
  }

  void stopEnded(long epoch, RunId run, Instant now) {
    db.leader(epoch)
        .sql(STOP_ENDED)
        .param("run", run.value())
        .param("now", now.atOffset(UTC))
        .update();
  }

  private static JobPod pod(ResultSet row, int number) throws SQLException {
    return new JobPod(
        row.getObject("id", UUID.class),
        row.getObject("run_index", Integer.class),
        row.getBoolean("running"),
        row.getBoolean("ending"),
        row.getInt("restarts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static PodEnd end(ResultSet row, int number) throws SQLException {
    return new PodEnd(
        row.getObject("pod_id", UUID.class),
        row.getString("pod"),
        row.getObject("index", Integer.class),
        row.getString("outcome").equals("SUCCEEDED"),
        row.getObject("exit_code", Integer.class),
        row.getObject("finished_at", OffsetDateTime.class).toInstant());
  }
}
