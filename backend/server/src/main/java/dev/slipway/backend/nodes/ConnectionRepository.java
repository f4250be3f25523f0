package dev.slipway.backend.nodes;

import static java.util.stream.Collectors.joining;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

@Repository
class ConnectionRepository {
  private static final String EXISTS = "select exists (select from node where id = :id)";
  private static final String NAME = "select name from node where id = :id";
  private static final String CONNECT =
      """
      with before as (
        select id, name, state, pod_cidr, roles from node
         where id = :id
           and (agent_gone or agent_instance in ('', :instance) or :instance = ''
                or last_seen_at < clock_timestamp() - :suspect * interval '1 millisecond')
           for update)
      update node n
         set address = :address, agent_version = :agentVersion, engine_version = :engineVersion,
             cpu_millis = :cpuMillis, memory_bytes = :memoryBytes, disk_bytes = :diskBytes,
             disk_free_bytes = :diskFreeBytes, memory_free_bytes = :memoryFreeBytes, isolations = string_to_array(:isolations, ','),
             registry_secret_hash = :secretHash,
             agent_instance = :instance, agent_gone = false, pods_unknown = false, state = 'READY',
             returned_at = case when n.state = 'UNREACHABLE' then now() else n.returned_at end,
             state_since = case when n.state = 'READY' then n.state_since else now() end,
             last_seen_at = clock_timestamp()
        from before
       where n.id = before.id
      returning before.name, before.state, before.pod_cidr, before.roles
      """;
  private static final String LEAVE =
      "update node set agent_gone = true where id = :id and registry_secret_hash = :secretHash";

  /** Against the lock a new connection takes; heartbeats of all nodes, one statement, pass by. */
  private static final String IS_CURRENT =
      "select 1 from node where id = :id and registry_secret_hash = :secretHash for key share";

  private final Db db;
  private final DetectionProperties detection;

  ConnectionRepository(Db db, DetectionProperties detection) {
    this.db = db;
    this.detection = detection;
  }

  record Before(String name, NodeState state, String podCidr, Set<NodeRole> roles) {}

  boolean exists(NodeId node) {
    return db.system().sql(EXISTS).param("id", node.value()).query(Boolean.class).single();
  }

  Optional<String> name(NodeId node) {
    return db.system().sql(NAME).param("id", node.value()).query(String.class).optional();
  }

  /** Empty when there is no such node or another process of its agent is heard. */
  Optional<Before> connect(NodeId node, Connections.Greeting greeting, byte[] secretHash) {
    return db.system()
        .sql(CONNECT)
        .param("id", node.value())
        .param("address", greeting.address())
        .param("agentVersion", greeting.agentVersion())
        .param("engineVersion", greeting.engineVersion())
        .param("cpuMillis", greeting.capacity().cpuMillis())
        .param("memoryBytes", greeting.capacity().memoryBytes())
        .param("diskBytes", greeting.capacity().diskBytes())
        .param("diskFreeBytes", greeting.capacity().diskFreeBytes())
        .param("memoryFreeBytes", greeting.capacity().memoryFreeBytes())
        .param(
            "isolations",
            greeting.capacity().isolations().stream()
                .map(Enum::name)
                .sorted()
                .collect(joining(",")))
        .param("secretHash", secretHash)
        .param("instance", greeting.instance())
        .param("suspect", detection.suspectAfter().toMillis())
        .query(ConnectionRepository::read)
        .optional();
  }

  void leave(NodeId node, byte[] secretHash) {
    db.system().sql(LEAVE).param("id", node.value()).param("secretHash", secretHash).update();
  }

  boolean isCurrent(NodeId node, byte[] secretHash) {
    return db.system()
        .sql(IS_CURRENT)
        .param("id", node.value())
        .param("secretHash", secretHash)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private static Before read(ResultSet row, int index) throws SQLException {
    return new Before(
        row.getString("name"),
        NodeState.valueOf(row.getString("state")),
        row.getString("pod_cidr"),
        Arrays.stream((String[]) row.getArray("roles").getArray())
            .map(NodeRole::valueOf)
            .collect(Collectors.toUnmodifiableSet()));
  }
}
