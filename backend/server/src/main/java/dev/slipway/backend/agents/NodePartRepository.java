package dev.slipway.backend.agents;

import static dev.slipway.backend.agents.PictureRepository.ids;
import static dev.slipway.backend.agents.PictureRepository.node;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.VolumeMount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What lies on nodes: pods, the volumes they hold, networks. */
@Repository
class NodePartRepository {
  private static final String PODS =
      """
      select p.id, p.node_id, p.name, p.organization_id, p.environment_id, p.app_id, p.deployment_id, p.revision_id,
             -- What has ended is not begun again, also where nobody remembers that it ran.
             case when p.phase in ('SUCCEEDED', 'FAILED') then 'STOP' else p.intent end as intent, p.grace_seconds,
             p.phase, p.run_index, r.name as run, host(p.address) as address, a.slug as app, e.slug as environment, j.slug as project
        from pod p
        join app a on a.id = p.app_id
        join environment e on e.id = p.environment_id
        join project j on j.id = p.project_id
        left join job_run r on r.id = p.run_id
       where p.node_id in (select unnest(cast(:nodes as uuid[])))
      """;
  private static final String VOLUMES =
      """
      select h.pod_id, v.id, v.name, v.size_bytes,
             exists (select from volume_usage u
                      where u.organization_id = v.organization_id and u.volume_id = v.id) as seen
        from pod_volume h
        join volume v on v.id = h.volume_id
        join pod p on p.id = h.pod_id
       where p.node_id in (select unnest(cast(:nodes as uuid[])))
      """;
  private static final String NETWORKS =
      """
      select environment_id, node_id, cast(subnet as text) as subnet
        from environment_network
       where node_id in (select unnest(cast(:nodes as uuid[])))
      """;

  private final Db db;

  NodePartRepository(Db db) {
    this.db = db;
  }

  /**
   * @param graceSeconds in place of what its spec says; null: as its spec says
   */
  record PodRow(
      UUID id,
      NodeId node,
      String name,
      UUID organization,
      UUID environment,
      UUID app,
      UUID deployment,
      UUID revision,
      String intent,
      @Nullable Integer graceSeconds,
      boolean isNew,
      String address,
      @Nullable Integer index,
      @Nullable String run,
      String appSlug,
      String environmentSlug,
      String projectSlug) {}

  List<PodRow> pods(Set<NodeId> nodes) {
    return db.system().sql(PODS).param("nodes", ids(nodes)).query(NodePartRepository::pod).list();
  }

  /** What the pods hold, by pod and the volume's name. */
  Map<UUID, Map<String, VolumeMount>> volumes(Set<NodeId> nodes) {
    var volumes = new HashMap<UUID, Map<String, VolumeMount>>();
    db.system()
        .sql(VOLUMES)
        .param("nodes", ids(nodes))
        .query(row -> {
          String name = row.getString("name");
          volumes
              .computeIfAbsent(row.getObject("pod_id", UUID.class), _ -> new HashMap<>())
              .put(
                  name,
                  VolumeMount.newBuilder()
                      .setId(row.getString("id"))
                      .setName(name)
                      .setSizeBytes(row.getLong("size_bytes"))
                      .setExists(row.getBoolean("seen"))
                      .build());
        });
    return volumes;
  }

  /** By node and the environment's id. */
  Map<NodeId, Map<String, Network>> networks(Set<NodeId> nodes) {
    var networks = new HashMap<NodeId, Map<String, Network>>();
    db.system()
        .sql(NETWORKS)
        .param("nodes", ids(nodes))
        .query(row -> {
          String id = row.getString("environment_id");
          networks
              .computeIfAbsent(node(row, "node_id"), _ -> new HashMap<>())
              .put(id, Network.newBuilder().setId(id).setSubnet(row.getString("subnet")).build());
        });
    return networks;
  }

  private static PodRow pod(ResultSet row, int index) throws SQLException {
    return new PodRow(
        row.getObject("id", UUID.class),
        node(row, "node_id"),
        row.getString("name"),
        row.getObject("organization_id", UUID.class),
        row.getObject("environment_id", UUID.class),
        row.getObject("app_id", UUID.class),
        row.getObject("deployment_id", UUID.class),
        row.getObject("revision_id", UUID.class),
        row.getString("intent"),
        row.getObject("grace_seconds", Integer.class),
        row.getString("phase").equals("PENDING"),
        row.getString("address"),
        row.getObject("run_index", Integer.class),
        row.getString("run"),
        row.getString("app"),
        row.getString("environment"),
        row.getString("project"));
  }
}
