package dev.slipway.backend.agents;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeRole;
import dev.slipway.protocol.VolumeMount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PictureRepository {
  private static final String EPOCH = "select coalesce(max(epoch), 0) from leader";
  private static final String NEXT_GENERATION = "select nextval('desired_generation')";
  private static final String ROLES = "select id, roles from node where id in (:nodes)";
  private static final String ANSWERING =
      "select id from node where id in (:nodes) and (:storm or state = 'READY')";
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
       where p.node_id in (:nodes)
      """;
  private static final String VOLUMES =
      """
      select h.pod_id, v.id, v.name, v.size_bytes,
             exists (select from volume_usage u
                      where u.organization_id = v.organization_id and u.volume_id = v.id) as seen
        from pod_volume h
        join volume v on v.id = h.volume_id
        join pod p on p.id = h.pod_id
       where p.node_id in (:nodes)
      """;
  private static final String NETWORKS =
      """
      select environment_id, node_id, cast(subnet as text) as subnet
        from environment_network
       where node_id in (:nodes)
      """;
  private static final String SERVICES =
      """
      select id, environment_id, app_id, name, host(address) as address, port
        from service
       order by id
      """;

  /**
   * A node that joined from this machine says it is at a loopback address, where nobody else finds
   * it.
   */
  private static final String PEERS =
      """
      select id, address, cast(pod_cidr as text) as pod_cidr
        from node
       where address ~ '^[0-9]{1,3}([.][0-9]{1,3}){3}$' and address not like '127.%'
       order by id
      """;

  private static final String ROUTES = "select id, app_id, host from route order by id";

  /** Requests go to machines that answer, unless so many do not that the fault is likely ours. */
  private static final String TRAFFIC =
      """
      select p.id, p.app_id, host(p.address) as address, coalesce((r.spec ->> 'port')::integer, 0) as port,
             p.intent = 'RUN' and p.ready and (:storm or n.state = 'READY') as endpoint, p.routed
        from pod p
        join revision r on r.id = p.revision_id
        join node n on n.id = p.node_id
       where p.node_id is not null and (p.ready or p.routed)
       order by p.id
      """;

  private static final String SET_ROUTED =
      """
      update pod
         set routed = true
       where id in (:pods) and not routed and ready and intent = 'RUN'
      """;
  private static final String SET_UNROUTED =
      """
      update pod
         set routed = false
       where id in (:pods) and routed
         and not (ready and intent = 'RUN' and node_id in (select id from node where state = 'READY'))
      """;

  private final Db db;

  PictureRepository(Db db) {
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

  record NetworkRow(UUID environment, NodeId node, String subnet) {}

  record AppPort(UUID id, UUID environment, UUID app, String name, String address, int port) {}

  record PeerRow(NodeId node, String address, String podCidr) {}

  record HostRow(UUID id, UUID app, String host) {}

  /**
   * @param port 0 when the app listens on none
   */
  record TrafficRow(
      UUID pod, UUID app, String address, int port, boolean endpoint, boolean routed) {}

  long epoch() {
    return db.system().sql(EPOCH).query(Long.class).single();
  }

  long nextGeneration() {
    return db.system().sql(NEXT_GENERATION).query(Long.class).single();
  }

  Map<NodeId, Set<NodeRole>> roles(Set<NodeId> nodes) {
    return db
        .system()
        .sql(ROLES)
        .param("nodes", ids(nodes))
        .query((row, _) -> Map.entry(node(row, "id"), roles(row)))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Set<NodeId> answering(Set<NodeId> nodes, boolean storm) {
    return Set.copyOf(
        db.system()
            .sql(ANSWERING)
            .param("nodes", ids(nodes))
            .param("storm", storm)
            .query((row, _) -> node(row, "id"))
            .list());
  }

  List<PodRow> pods(Set<NodeId> nodes) {
    return db.system().sql(PODS).param("nodes", ids(nodes)).query(PictureRepository::pod).list();
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

  List<NetworkRow> networks(Set<NodeId> nodes) {
    return db.system()
        .sql(NETWORKS)
        .param("nodes", ids(nodes))
        .query((row, _) ->
            new NetworkRow(
                row.getObject("environment_id", UUID.class),
                node(row, "node_id"),
                row.getString("subnet")))
        .list();
  }

  List<AppPort> services() {
    return db.system()
        .sql(SERVICES)
        .query((row, _) ->
            new AppPort(
                row.getObject("id", UUID.class),
                row.getObject("environment_id", UUID.class),
                row.getObject("app_id", UUID.class),
                row.getString("name"),
                row.getString("address"),
                row.getInt("port")))
        .list();
  }

  List<PeerRow> peers() {
    return db.system()
        .sql(PEERS)
        .query((row, _) ->
            new PeerRow(node(row, "id"), row.getString("address"), row.getString("pod_cidr")))
        .list();
  }

  List<HostRow> routes() {
    return db.system()
        .sql(ROUTES)
        .query((row, _) ->
            new HostRow(
                row.getObject("id", UUID.class),
                row.getObject("app_id", UUID.class),
                row.getString("host")))
        .list();
  }

  List<TrafficRow> traffic(boolean storm) {
    return db.system()
        .sql(TRAFFIC)
        .param("storm", storm)
        .query((row, _) ->
            new TrafficRow(
                row.getObject("id", UUID.class),
                row.getObject("app_id", UUID.class),
                row.getString("address"),
                row.getInt("port"),
                row.getBoolean("endpoint"),
                row.getBoolean("routed")))
        .list();
  }

  int setRouted(Collection<UUID> pods) {
    return pods.isEmpty() ? 0 : db.system().sql(SET_ROUTED).param("pods", pods).update();
  }

  int setUnrouted(Collection<UUID> pods) {
    return pods.isEmpty() ? 0 : db.system().sql(SET_UNROUTED).param("pods", pods).update();
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

  private static NodeId node(ResultSet row, String column) throws SQLException {
    return new NodeId(row.getObject(column, UUID.class));
  }

  private static Set<NodeRole> roles(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("roles").getArray())
        .map(NodeRole::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<UUID> ids(Set<NodeId> nodes) {
    return nodes.stream().map(NodeId::value).toList();
  }
}
