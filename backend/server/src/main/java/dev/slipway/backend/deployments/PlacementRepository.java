package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.Shapes;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.security.AppScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Pods on their way to a machine. */
@Repository
class PlacementRepository {
  /**
   * Organizations take turns, so that nobody's waiting pods keep others waiting; within one those
   * of higher priority come first, and those never tried.
   */
  private static final String UNPLACED =
      """
      select pod.id, pod.organization_id, pod.project_id, pod.environment_id, pod.app_id, pod.deployment_id,
             pod.revision_id, pod.name, pod.unplaced_reason, pod.only_node_id,
             pod.nominated_node_id, pod.preemption,
             coalesce(jsonb_array_length(pod.refusals), 0) > 0 as refused, app.slug, revision.image_digest,
             revision.spec
        from (select pod.*,
                     row_number() over (partition by pod.organization_id
                                        order by case revision.spec -> 'placement' ->> 'priority'
                                                   when 'HIGH' then 0 when 'LOW' then 2 else 1 end,
                                                 pod.unplaced_reason is not null, pod.created_at, pod.id) as turn
                from pod
                join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
               where pod.node_id is null and pod.intent = 'RUN') pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
       order by pod.turn, pod.created_at, pod.id
       limit :limit
      """;

  private static final String PLACE =
      """
      update pod set node_id = :node, address = cast(:address as inet), unplaced_reason = null, refusals = null,
                     nominated_node_id = null, preemption = null
       where id = :id and node_id is null and intent = 'RUN'
      """;
  private static final String NOT_PLACED =
      """
      update pod set unplaced_reason = :reason, refusals = cast(:refusals as jsonb),
                     preemption = case when :refused then preemption end
       where id = :id and node_id is null and unplaced_reason is distinct from :reason
      """;

  /** The oldest first. */
  private static final String RUNNING =
      """
      select pod.node_id, pod.environment_id, pod.revision_id, app.slug, revision.image_digest, revision.spec
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
        join app on app.organization_id = pod.organization_id and app.id = pod.app_id
       where pod.organization_id = :organization and pod.app_id = :app and pod.node_id is not null
       order by pod.created_at, pod.id
      """;

  private final Db db;
  private final Json json;

  PlacementRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  List<UnplacedPod> unplaced(int limit) {
    return db.system().sql(UNPLACED).param("limit", limit).query(this::read).list();
  }

  /** False when the pod was given up meanwhile. */
  boolean place(long epoch, PodId pod, NodeId node, String address) {
    return db.leader(epoch)
            .sql(PLACE)
            .param("id", pod.value())
            .param("node", node.value())
            .param("address", address)
            .update()
        == 1;
  }

  void notPlaced(long epoch, PodId pod, String why, List<NodeRefusal> refusals) {
    db.leader(epoch)
        .sql(NOT_PLACED)
        .param("id", pod.value())
        .param("reason", why)
        .param("refusals", json.write(refusals))
        .param("refused", !refusals.isEmpty())
        .update();
  }

  record Running(NodeId node, PodShape shape) {}

  /** The app's pods that have a node, also those that end. */
  List<Running> running(AppScope scope) {
    return db.in(scope.organization())
        .sql(RUNNING)
        .param("organization", scope.organization().value())
        .param("app", scope.app().value())
        .query((row, _) ->
            new Running(
                new NodeId(row.getObject("node_id", UUID.class)),
                shape(row, json.read(row.getString("spec"), AppSpec.class))))
        .list();
  }

  private UnplacedPod read(ResultSet row, int index) throws SQLException {
    AppSpec spec = json.read(row.getString("spec"), AppSpec.class);
    return new UnplacedPod(
        new PodId(row.getObject("id", UUID.class)),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        new AppId(row.getObject("app_id", UUID.class)),
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        row.getString("name"),
        spec,
        shape(row, spec),
        row.getObject("only_node_id", UUID.class),
        row.getObject("nominated_node_id", UUID.class),
        row.getString("unplaced_reason"),
        row.getBoolean("refused"),
        row.getString("preemption"));
  }

  private static PodShape shape(ResultSet row, AppSpec spec) throws SQLException {
    return Shapes.of(
        new RevisionId(row.getObject("revision_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        row.getString("slug"),
        row.getString("image_digest"),
        spec);
  }
}
