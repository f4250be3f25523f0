package dev.slipway.backend.deployments;

import dev.slipway.api.apps.AppSpec;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Pods on their way to a machine. */
@Repository
class PlacementRepository {
  /** Those never tried first: what fits nowhere must not keep others waiting. */
  private static final String UNPLACED =
      """
      select pod.id, pod.organization_id, pod.project_id, pod.environment_id, pod.app_id, pod.deployment_id,
             pod.revision_id, pod.name, pod.unplaced_reason, revision.spec
        from pod
        join revision on revision.organization_id = pod.organization_id and revision.id = pod.revision_id
       where pod.node_id is null and pod.intent = 'RUN'
       order by pod.unplaced_reason is not null, pod.created_at, pod.id
       limit :limit
      """;

  private static final String PLACE =
      """
      update pod set node_id = :node, address = cast(:address as inet), unplaced_reason = null
       where id = :id and node_id is null and intent = 'RUN'
      """;
  private static final String NOT_PLACED =
      """
      update pod set unplaced_reason = :reason
       where id = :id and node_id is null and unplaced_reason is distinct from :reason
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

  void notPlaced(long epoch, PodId pod, String reason) {
    db.leader(epoch).sql(NOT_PLACED).param("id", pod.value()).param("reason", reason).update();
  }

  private UnplacedPod read(ResultSet row, int index) throws SQLException {
    var app = new AppId(row.getObject("app_id", UUID.class));
    var organization = new OrganizationId(row.getObject("organization_id", UUID.class));
    var revision = new RevisionId(row.getObject("revision_id", UUID.class));
    return new UnplacedPod(
        new PodId(row.getObject("id", UUID.class)),
        organization,
        new ProjectId(row.getObject("project_id", UUID.class)),
        new EnvironmentId(row.getObject("environment_id", UUID.class)),
        app,
        new DeploymentId(row.getObject("deployment_id", UUID.class)),
        row.getString("name"),
        Shapes.of(revision, organization, app, json.read(row.getString("spec"), AppSpec.class)),
        row.getString("unplaced_reason"));
  }
}
