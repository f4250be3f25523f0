package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.TaintEviction.Held;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Taint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Nodes that pods have to leave. What runs on every node does not leave with the others. */
@Repository
class NodeEvictionRepository {
  private static final String TO_DRAIN =
      """
      select pod.id
        from pod
        join node on node.id = pod.node_id
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
       where node.drain_started_at is not null and node.drain_ended_at is null
         and pod.intent = 'RUN' and pod.evict_reason is null and app.kind <> 'DAEMON'
      """;

  private static final String TO_RESTART =
      "select id from pod where restart_asked_at is not null and intent = 'RUN' and evict_reason is"
          + " null";

  private static final String NOT_TO_DRAIN =
      """
      select pod.id
        from pod
        join node on node.id = pod.node_id
       where pod.evict_reason = 'DRAIN' and pod.intent = 'RUN' and node.drain_started_at is null
      """;
  private static final String OVERDUE =
      """
      select pod.id
        from pod
        join node on node.id = pod.node_id
       where pod.evict_reason = 'DRAIN' and pod.intent = 'RUN'
         and node.drain_force and node.drain_ended_at is null and node.drain_deadline <= :now
      """;
  private static final String END_DRAINS =
      """
      update node
         set drain_ended_at = :now
       where drain_started_at is not null and drain_ended_at is null
         and not exists (select 1 from pod
                           join app on app.organization_id = pod.organization_id and app.id = pod.app_id
                          where pod.node_id = node.id and app.kind <> 'DAEMON')
      returning id, name, drain_pods
      """;
  private static final String DRAINING =
      "select count(*) from node where drain_started_at is not null and drain_ended_at is null";

  /** Also those whose taint is gone. */
  private static final String ON_TAINTED =
      """
      select pod.id, pod.revision_id, pod.environment_id, pod.evict_reason, revision.spec,
             node.taints
        from pod
        join node on node.id = pod.node_id
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.intent = 'RUN'
         and pod.id in (select id from pod where evict_reason = 'TAINT'
                         union
                        select there.id
                          from node
                          join pod there on there.node_id = node.id
                         where node.taints @> '[{"effect": "NO_EXECUTE"}]' and there.evict_reason is null)
      """;

  private final Db db;
  private final Json json;

  NodeEvictionRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  record OnTainted(PodId id, boolean marked, PodShape shape, List<Held> taints) {}

  record Emptied(NodeId id, String name, int pods) {}

  List<PodId> toDrain() {
    return db.system().sql(TO_DRAIN).query(NodeEvictionRepository::pod).list();
  }

  List<PodId> toRestart() {
    return db.system().sql(TO_RESTART).query(NodeEvictionRepository::pod).list();
  }

  List<PodId> notToDrain() {
    return db.system().sql(NOT_TO_DRAIN).query(NodeEvictionRepository::pod).list();
  }

  List<PodId> overdue(Instant now) {
    return db.system()
        .sql(OVERDUE)
        .param("now", now.atOffset(UTC))
        .query(NodeEvictionRepository::pod)
        .list();
  }

  List<OnTainted> onTainted() {
    return db.system().sql(ON_TAINTED).query(this::onTainted).list();
  }

  List<Emptied> endDrains(long epoch, Instant now) {
    return db.leader(epoch)
        .sql(END_DRAINS)
        .param("now", now.atOffset(UTC))
        .query((row, _) ->
            new Emptied(
                new NodeId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getInt("drain_pods")))
        .list();
  }

  int draining() {
    return db.system().sql(DRAINING).query((row, _) -> row.getInt(1)).single();
  }

  private static PodId pod(ResultSet row, int index) throws SQLException {
    return new PodId(row.getObject("id", UUID.class));
  }

  private OnTainted onTainted(ResultSet row, int index) throws SQLException {
    return new OnTainted(
        pod(row, index),
        row.getString("evict_reason") != null,
        Shapes.of(
            new RevisionId(row.getObject("revision_id", UUID.class)),
            new EnvironmentId(row.getObject("environment_id", UUID.class)),
            "",
            "",
            json.read(row.getString("spec"), AppSpec.class)),
        Arrays.stream(json.read(row.getString("taints"), Kept[].class)).map(Kept::held).toList());
  }

  /** As it is kept. */
  private record Kept(String key, String value, Taint.Effect effect, Instant since) {
    Held held() {
      return new Held(new Taint(key, value, effect), since);
    }
  }
}
