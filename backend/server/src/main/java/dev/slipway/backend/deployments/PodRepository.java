package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.PodView.Phase;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.PodId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The pods that should run: made and given up here. */
@Repository
class PodRepository {
  private static final String RUNNING =
      """
      select pod.id, pod.deployment_id, pod.name, pod.node_id is not null as placed,
             coalesce(node.state = 'UNREACHABLE', false) as lost, pod.phase, pod.ready, pod.ready_since, pod.routed,
             pod.restarts, pod.exit_code, pod.reason, coalesce(pod.message, pod.unplaced_reason || coalesce(' ' || pod.preemption, '')) as message,
             pod.created_at, pod.evict_since
        from pod
        left join node on node.id = pod.node_id
        join deployment on deployment.organization_id = pod.organization_id and deployment.id = pod.deployment_id
       where pod.app_id = :app and pod.intent = 'RUN' and pod.run_id is null
       order by deployment.number, pod.created_at, pod.id
      """;
  private static final String INSERT =
      """
      insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                       created_at, intent, intent_since, only_node_id)
      select :id, app.organization_id, app.project_id, app.environment_id, app.id, deployment.id,
             deployment.revision_id, 'slp-' || app.slug || '-' || deployment.number || '-' || :letters,
             :now, 'RUN', :now, :only_node
        from deployment
        join app on app.organization_id = deployment.organization_id and app.id = deployment.app_id
       where deployment.id = :deployment
      """;

  /**
   * What may have requests drains first; what nobody placed leaves nothing behind and is deleted
   * later.
   */
  private static final String RETIRE =
      """
      update pod
         set intent = case when node_id is not null and (ready or routed) then 'DRAIN' else 'STOP' end,
             intent_since = :now
       where id in (:ids) and intent = 'RUN'
      """;

  private static final String HOLD =
      "update pod set held_by_budget = :held where id in (:ids) and intent = 'RUN' and"
          + " held_by_budget <> :held";

  private static final String OTHERS_ANSWER =
      """
      select exists (select 1 from pod
                      where app_id = :app and deployment_id <> :deployment and intent = 'DRAIN' and routed)
      """;

  private static final String ANY = "select exists (select 1 from pod where app_id = :app)";

  private final Db db;

  PodRepository(Db db) {
    this.db = db;
  }

  /** Those of older deployments first. */
  List<Pod> running(AppId app) {
    return db.system().sql(RUNNING).param("app", app.value()).query(PodRepository::read).list();
  }

  /**
   * @param onlyNode where it goes or nowhere; null: where there is room
   */
  void create(
      long epoch,
      DeploymentId deployment,
      PodId id,
      String letters,
      @Nullable UUID onlyNode,
      Instant now) {
    db.leader(epoch)
        .sql(INSERT)
        .param("id", id.value())
        .param("deployment", deployment.value())
        .param("letters", letters)
        .param("only_node", onlyNode)
        .param("now", now.atOffset(UTC))
        .update();
  }

  int retire(long epoch, Collection<PodId> ids, Instant now) {
    return db.leader(epoch)
        .sql(RETIRE)
        .param("ids", ids.stream().map(PodId::value).toList())
        .param("now", now.atOffset(UTC))
        .update();
  }

  /** They have to go; their app's budget does not let them yet, or it does. */
  void hold(long epoch, Collection<PodId> ids, boolean held) {
    if (!ids.isEmpty()) {
      int _ =
          db.leader(epoch)
              .sql(HOLD)
              .param("ids", ids.stream().map(PodId::value).toList())
              .param("held", held)
              .update();
    }
  }

  /** Pods of other deployments drain, but some ingress may still send them requests. */
  boolean othersAnswer(AppId app, DeploymentId deployment) {
    return db.system()
        .sql(OTHERS_ANSWER)
        .param("app", app.value())
        .param("deployment", deployment.value())
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  /** Also those that drain or stop. */
  boolean any(AppId app) {
    return db.system()
        .sql(ANY)
        .param("app", app.value())
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  private static Pod read(ResultSet row, int index) throws SQLException {
    return new Pod(
        new PodId(row.getObject("id", UUID.class)),
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        row.getString("name"),
        row.getBoolean("placed"),
        row.getBoolean("lost"),
        Phase.valueOf(row.getString("phase")),
        row.getBoolean("ready"),
        instant(row, "ready_since"),
        row.getBoolean("routed"),
        row.getInt("restarts"),
        row.getObject("exit_code", Integer.class),
        row.getString("reason"),
        row.getString("message"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "evict_since"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
