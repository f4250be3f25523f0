package dev.slipway.backend.nodes;

import dev.slipway.api.apps.Isolation;
import dev.slipway.api.nodes.DrainView;
import dev.slipway.api.nodes.NodeConditionView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Nodes as operators see them. */
@Repository
class NodeViewRepository {
  private static final String FIND =
      """
      with booking as materialized (
        select r.id as revision_id, pod_booking(r.spec, 'cpuMillis') as cpu_millis,
               pod_booking(r.spec, 'memoryBytes') as memory_bytes
          from revision r
         where r.id in (select p.revision_id
                          from pod p
                         where p.node_id is not null and (cast(:node as uuid) is null or p.node_id = :node)))
      select n.id, n.name, n.address, n.state, n.state_since, n.schedulable, n.roles, n.isolations, n.cpu_millis,
             n.memory_bytes, n.disk_bytes, n.disk_free_bytes, n.memory_free_bytes, n.agent_version, n.engine_version, n.joined_at, n.last_seen_at,
             n.conditions, n.labels, n.taints, n.maintenance, n.version, n.drain_started_at, n.drain_deadline,
             n.drain_force, n.drain_grace_seconds, n.drain_ended_at, n.drain_pods,
             host(n.pod_cidr) || '/' || masklen(n.pod_cidr) as pod_cidr, n.certificate_expires_at,
             coalesce(held.pods, 0) as pods, coalesce(held.movable, 0) as movable,
             coalesce(held.cpu_millis, 0) as cpu_millis_booked, coalesce(held.memory_bytes, 0) as memory_bytes_booked
        from node n
        left join (select p.node_id, count(*) as pods, count(*) filter (where a.kind <> 'DAEMON') as movable,
                          sum(booking.cpu_millis) filter (where p.phase not in ('SUCCEEDED', 'FAILED')) as cpu_millis,
                          sum(booking.memory_bytes) filter (where p.phase not in ('SUCCEEDED', 'FAILED')) as memory_bytes
                     from pod p
                     join booking on booking.revision_id = p.revision_id
                     join app a on a.id = p.app_id
                    where p.node_id is not null and (cast(:node as uuid) is null or p.node_id = :node)
                    group by p.node_id) held on held.node_id = n.id
       where cast(:node as uuid) is null or n.id = :node
       order by n.name
      """;

  private final Db db;
  private final Json json;

  NodeViewRepository(Db db, Json json) {
    this.db = db;
    this.json = json;
  }

  /**
   * @param memoryFree null: its agent does not say
   */
  record Node(
      NodeView view, String podCidr, Instant certificateExpiresAt, @Nullable Long memoryFree) {}

  /** Every node with what its pods book, by name. */
  List<NodeView> list() {
    return db.system().sql(FIND).param("node", null).query((row, _) -> view(row)).list();
  }

  Optional<Node> find(NodeId node) {
    return db.system()
        .sql(FIND)
        .param("node", node.value())
        .query((row, _) ->
            new Node(
                view(row),
                row.getString("pod_cidr"),
                instant(row, "certificate_expires_at"),
                row.getObject("memory_free_bytes", Long.class)))
        .optional();
  }

  private NodeView view(ResultSet row) throws SQLException {
    return new NodeView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("address"),
        NodeView.State.valueOf(row.getString("state")),
        instant(row, "state_since"),
        row.getBoolean("schedulable"),
        Arrays.asList((String[]) row.getArray("roles").getArray()),
        Arrays.stream((String[]) row.getArray("isolations").getArray())
            .map(Isolation::valueOf)
            .sorted()
            .toList(),
        row.getInt("cpu_millis"),
        row.getInt("cpu_millis_booked"),
        row.getLong("memory_bytes"),
        row.getLong("memory_bytes_booked"),
        row.getLong("disk_bytes"),
        row.getLong("disk_free_bytes"),
        row.getInt("pods"),
        row.getString("agent_version"),
        row.getString("engine_version"),
        instant(row, "joined_at"),
        instant(row, "last_seen_at"),
        conditions(row),
        json.read(row.getString("labels"), Labels.class),
        Arrays.stream(json.read(row.getString("taints"), KeptTaint[].class))
            .map(KeptTaint::view)
            .toList(),
        row.getBoolean("maintenance"),
        drain(row),
        row.getLong("version"));
  }

  private List<NodeConditionView> conditions(ResultSet row) throws SQLException {
    return json.read(row.getString("conditions"), Conditions.class).entrySet().stream()
        .map(one ->
            new NodeConditionView(
                NodeConditionView.Type.valueOf(one.getKey()),
                one.getValue().since(),
                one.getValue().message()))
        .toList();
  }

  private static @Nullable DrainView drain(ResultSet row) throws SQLException {
    OffsetDateTime started = row.getObject("drain_started_at", OffsetDateTime.class);
    if (started == null) {
      return null;
    }
    OffsetDateTime deadline = row.getObject("drain_deadline", OffsetDateTime.class);
    OffsetDateTime ended = row.getObject("drain_ended_at", OffsetDateTime.class);
    return new DrainView(
        started.toInstant(),
        deadline == null ? null : deadline.toInstant(),
        row.getBoolean("drain_force"),
        row.getObject("drain_grace_seconds", Integer.class),
        ended == null ? null : ended.toInstant(),
        row.getInt("drain_pods"),
        row.getInt("movable"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private record Held(Instant since, String message) {}

  /** What jsonb is read to. */
  private static final class Conditions extends TreeMap<String, Held> {}

  private static final class Labels extends TreeMap<String, String> {}
}
