package dev.slipway.backend.agents;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.SqlArray;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeRole;
import dev.slipway.protocol.Peer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** Which parts a picture has. */
@Repository
class PictureRepository {
  private static final String EPOCH = "select coalesce(max(epoch), 0) from leader";
  private static final String NEXT_GENERATION = "select nextval('desired_generation')";
  private static final String HORIZON =
      "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";
  private static final String NODES = "select id from node";
  private static final String APPS =
      """
      select app_id from service union select app_id from route
       union select app_id from pod where ready or routed
      """;

  /**
   * A node that joined from this machine says it is at a loopback address, where nobody else finds
   * it.
   */
  private static final String MACHINES =
      """
      select id, roles, state = 'READY' as ready,
             case when address ~ '^[0-9]{1,3}([.][0-9]{1,3}){3}$' and address not like '127.%' then address end as address,
             cast(pod_cidr as text) as pod_cidr
        from node
       where id in (select unnest(cast(:nodes as uuid[])))
      """;

  private static final String OF_PODS =
      "select distinct node_id as id from pod where id in (select unnest(cast(:ids as uuid[]))) and node_id is not null";
  private static final String OF_VOLUMES =
      """
      select distinct p.node_id as id
        from pod_volume h
        join pod p on p.id = h.pod_id
       where h.volume_id in (select unnest(cast(:ids as uuid[]))) and p.node_id is not null
      """;
  private static final String OF_ENVIRONMENTS =
      "select distinct node_id as id from environment_network where environment_id in (select unnest(cast(:ids as uuid[])))";
  private static final String SERVED_BY =
      "select distinct app_id as id from pod where node_id in (select unnest(cast(:ids as uuid[]))) and (ready or routed)";

  private final Db db;

  PictureRepository(Db db) {
    this.db = db;
  }

  long epoch() {
    return db.system().sql(EPOCH).query(Long.class).single();
  }

  long nextGeneration() {
    return db.system().sql(NEXT_GENERATION).query(Long.class).single();
  }

  /** All transactions with smaller numbers are over: whoever reads now sees what they did. */
  long horizon() {
    return db.system().sql(HORIZON).query(Long.class).single();
  }

  Set<NodeId> nodes() {
    return new HashSet<>(db.system().sql(NODES).query((row, _) -> node(row, "id")).list());
  }

  /** To which something leads, or that takes requests. */
  Set<UUID> apps() {
    return new HashSet<>(
        db.system().sql(APPS).query((row, _) -> row.getObject(1, UUID.class)).list());
  }

  /** Those of them that exist. */
  Map<NodeId, Machine> machines(Set<NodeId> nodes) {
    var machines = new HashMap<NodeId, Machine>();
    db.system()
        .sql(MACHINES)
        .param("nodes", ids(nodes))
        .query(row -> {
          machines.put(node(row, "id"), machine(row));
        });
    return machines;
  }

  Set<NodeId> nodesOfPods(Set<UUID> pods) {
    return nodes(OF_PODS, pods);
  }

  Set<NodeId> nodesOfVolumes(Set<UUID> volumes) {
    return nodes(OF_VOLUMES, volumes);
  }

  Set<NodeId> nodesOfEnvironments(Set<UUID> environments) {
    return nodes(OF_ENVIRONMENTS, environments);
  }

  /** Apps with pods there that take requests. */
  Set<UUID> servedBy(Set<NodeId> nodes) {
    return nodes.isEmpty()
        ? Set.of()
        : new HashSet<>(
            db.system()
                .sql(SERVED_BY)
                .param("ids", ids(nodes))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
  }

  private Set<NodeId> nodes(String sql, Set<UUID> of) {
    return of.isEmpty()
        ? Set.of()
        : new HashSet<>(
            db.system()
                .sql(sql)
                .param("ids", SqlArray.of(of.stream()))
                .query((row, _) -> node(row, "id"))
                .list());
  }

  private static Machine machine(ResultSet row) throws SQLException {
    String address = row.getString("address");
    Peer peer =
        address == null
            ? null
            : Peer.newBuilder()
                .setNodeId(row.getString("id"))
                .setAddress(address)
                .setPodCidr(row.getString("pod_cidr"))
                .build();
    return new Machine(roles(row), row.getBoolean("ready"), peer);
  }

  static String ids(Collection<NodeId> nodes) {
    return SqlArray.of(nodes.stream().map(NodeId::value));
  }

  static NodeId node(ResultSet row, String column) throws SQLException {
    return new NodeId(row.getObject(column, UUID.class));
  }

  private static Set<NodeRole> roles(ResultSet row) throws SQLException {
    List<String> names = Arrays.asList((String[]) row.getArray("roles").getArray());
    return names.stream().map(NodeRole::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
