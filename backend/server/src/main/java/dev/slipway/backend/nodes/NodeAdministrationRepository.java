package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What operators change. */
@Repository
class NodeAdministrationRepository {
  private static final String LOCK =
      """
      select name, version, taints, schedulable, drain_started_at is not null and drain_ended_at is null as draining
        from node
       where id = :id
         for update
      """;
  private static final String UPDATE =
      """
      update node
         set labels = coalesce(cast(:labels as jsonb), labels), taints = coalesce(cast(:taints as jsonb), taints),
             schedulable = coalesce(:schedulable, schedulable), maintenance = coalesce(:maintenance, maintenance),
             version = version + 1
       where id = :id
      """;
  private static final String FORGET_DRAIN =
      """
      update node
         set drain_started_at = null, drain_deadline = null, drain_grace_seconds = null, drain_force = false,
             drain_ended_at = null, drain_pods = 0, version = version + 1
       where id = :id
      """;
  private static final String BEGIN_DRAIN =
      """
      update node
         set schedulable = false, drain_started_at = :now, drain_deadline = :deadline, drain_grace_seconds = :grace,
             drain_force = :force, drain_ended_at = null, version = version + 1,
             drain_pods = (select count(*) from pod
                             join app on app.organization_id = pod.organization_id and app.id = pod.app_id
                            where pod.node_id = node.id and app.kind <> 'DAEMON')
       where id = :id
      returning drain_pods
      """;
  private static final String PODS = "select count(*) from pod where node_id = :id";
  private static final String BUILDS =
      "select count(*) from build where node_id = :id and state = 'RUNNING'";
  private static final String DELETE_PODS = "delete from pod where node_id = :id";

  /** Runs are repeated elsewhere. */
  private static final String REQUEUE_BUILDS =
      """
      update build
         set state = 'QUEUED', since = :now, started_at = null, node_id = null, secret_hash = null
       where node_id = :id and state = 'RUNNING'
      """;

  private static final String FORGET_BUILDS = "update build set node_id = null where node_id = :id";
  private static final String DELETE_NETWORKS =
      "delete from environment_network where node_id = :id";
  private static final String DELETE = "delete from node where id = :id";

  private final Db db;
  private final Json json;

  NodeAdministrationRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record Locked(
      String name, long version, List<KeptTaint> taints, boolean schedulable, boolean draining) {}

  /**
   * @param labels null, as any other: it stays as it is
   */
  record Change(
      @Nullable Map<String, String> labels,
      @Nullable List<KeptTaint> taints,
      @Nullable Boolean schedulable,
      @Nullable Boolean maintenance) {}

  /** Until the transaction ends nobody else changes it. */
  Optional<Locked> lock(NodeId node) {
    return db.system().sql(LOCK).param("id", node.value()).query(this::read).optional();
  }

  void update(NodeId node, Change change) {
    db.system()
        .sql(UPDATE)
        .param("id", node.value())
        .param("labels", change.labels() == null ? null : json.write(change.labels()))
        .param("taints", change.taints() == null ? null : json.write(change.taints()))
        .param("schedulable", change.schedulable())
        .param("maintenance", change.maintenance())
        .update();
  }

  /** How many pods there are to move. */
  int beginDrain(
      NodeId node, Instant now, Instant deadline, @Nullable Integer grace, boolean force) {
    return db.system()
        .sql(BEGIN_DRAIN)
        .param("id", node.value())
        .param("now", now.atOffset(UTC))
        .param("deadline", deadline.atOffset(UTC))
        .param("grace", grace)
        .param("force", force)
        .query((row, _) -> row.getInt(1))
        .single();
  }

  void forgetDrain(NodeId node) {
    run(FORGET_DRAIN, node);
  }

  int pods(NodeId node) {
    return count(PODS, node);
  }

  int builds(NodeId node) {
    return count(BUILDS, node);
  }

  void delete(NodeId node, Instant now) {
    run(DELETE_PODS, node);
    db.system()
        .sql(REQUEUE_BUILDS)
        .param("id", node.value())
        .param("now", now.atOffset(UTC))
        .update();
    run(FORGET_BUILDS, node);
    run(DELETE_NETWORKS, node);
    run(DELETE, node);
  }

  private int count(String sql, NodeId node) {
    return db.system().sql(sql).param("id", node.value()).query((row, _) -> row.getInt(1)).single();
  }

  private void run(String sql, NodeId node) {
    int _ = db.system().sql(sql).param("id", node.value()).update();
  }

  private Locked read(ResultSet row, int index) throws SQLException {
    return new Locked(
        row.getString("name"),
        row.getLong("version"),
        List.of(json.read(row.getString("taints"), KeptTaint[].class)),
        row.getBoolean("schedulable"),
        row.getBoolean("draining"));
  }
}
