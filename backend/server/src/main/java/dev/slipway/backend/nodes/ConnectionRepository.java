package dev.slipway.backend.nodes;

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
  private static final String CONNECT =
      """
      with before as (select id, name, state, pod_cidr, roles from node where id = :id for update)
      update node n
         set address = :address, agent_version = :agentVersion, engine_version = :engineVersion,
             cpu_millis = :cpuMillis, memory_bytes = :memoryBytes, disk_bytes = :diskBytes,
             disk_free_bytes = :diskFreeBytes, registry_secret_hash = :secretHash,
             state = 'READY',
             state_since = case when n.state = 'READY' then n.state_since else now() end,
             last_seen_at = clock_timestamp()
        from before
       where n.id = before.id
      returning before.name, before.state, before.pod_cidr, before.roles
      """;
  private static final String IS_CURRENT =
      "select 1 from node where id = :id and registry_secret_hash = :secretHash for share";

  private final Db db;

  ConnectionRepository(Db db) {
    this.db = db;
  }

  record Before(String name, NodeState state, String podCidr, Set<NodeRole> roles) {}

  boolean exists(NodeId node) {
    return db.system().sql(EXISTS).param("id", node.value()).query(Boolean.class).single();
  }

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
        .param("secretHash", secretHash)
        .query(ConnectionRepository::read)
        .optional();
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
