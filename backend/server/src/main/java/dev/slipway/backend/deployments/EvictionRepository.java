package dev.slipway.backend.deployments;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Marks of pods that have to go from where they are. */
@Repository
class EvictionRepository {
  private static final String MARK =
      """
      update pod
         set evict_reason = :reason, evict_since = :now,
             grace_seconds = case when :reason = 'DRAIN' then node.drain_grace_seconds end
        from node
       where node.id = pod.node_id and pod.id in (:ids) and pod.intent = 'RUN' and pod.evict_reason is null
      returning pod.id, pod.name, pod.organization_id, pod.project_id, pod.app_id, pod.deployment_id, pod.node_id,
                node.name as node
      """;
  private static final String UNMARK =
      """
      update pod set evict_reason = null, evict_since = null, grace_seconds = null, held_by_budget = false
       where id in (:ids) and intent = 'RUN' and evict_reason = :reason
      """;

  /** As if they were replaced. */
  private static final String END =
      """
      update pod
         set intent = case when ready or routed then 'DRAIN' else 'STOP' end, intent_since = :now
       where id in (:ids) and intent = 'RUN'
      """;

  private final Db db;

  EvictionRepository(Db db) {
    this.db = db;
  }

  record Marked(
      PodId id,
      String name,
      OrganizationId organization,
      ProjectId project,
      AppId app,
      DeploymentId deployment,
      NodeId node,
      String nodeName) {}

  /** Those that run and had no mark. */
  List<Marked> mark(long epoch, Collection<PodId> pods, EvictReason reason, Instant now) {
    return pods.isEmpty()
        ? List.of()
        : db.leader(epoch)
            .sql(MARK)
            .param("ids", ids(pods))
            .param("reason", reason.name())
            .param("now", now.atOffset(UTC))
            .query(EvictionRepository::read)
            .list();
  }

  int unmark(long epoch, Collection<PodId> pods, EvictReason reason) {
    return pods.isEmpty()
        ? 0
        : db.leader(epoch)
            .sql(UNMARK)
            .param("ids", ids(pods))
            .param("reason", reason.name())
            .update();
  }

  int end(long epoch, Collection<PodId> pods, Instant now) {
    return pods.isEmpty()
        ? 0
        : db.leader(epoch)
            .sql(END)
            .param("ids", ids(pods))
            .param("now", now.atOffset(UTC))
            .update();
  }

  private static List<UUID> ids(Collection<PodId> pods) {
    return pods.stream().map(PodId::value).toList();
  }

  private static Marked read(ResultSet row, int index) throws SQLException {
    return new Marked(
        new PodId(row.getObject("id", UUID.class)),
        row.getString("name"),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        new NodeId(row.getObject("node_id", UUID.class)),
        row.getString("node"));
  }
}
