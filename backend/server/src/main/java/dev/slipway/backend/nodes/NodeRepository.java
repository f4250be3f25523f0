package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.api.nodes.NodeView;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class NodeRepository {
  private static final String LOCK_ALLOCATION =
      "select pg_advisory_xact_lock(hashtext('node.pod_cidr'))";
  private static final String IS_TAKEN = "select exists (select from node where name = :name)";
  private static final String EXISTS = "select exists (select from node where id = :id)";
  private static final String ANY = "select exists (select from node)";
  private static final String FREE_POD_CIDR =
      """
      select block
        from generate_series(0, (2 ^ (20 - masklen(cast(:range as cidr))))::bigint - 1) i
       cross join lateral
             (select set_masklen(cast(host(cast(:range as cidr)) as inet) + i * 4096, 20)::cidr as block) b
       where not exists (select from node where pod_cidr && block)
       order by i
       limit 1
      """;
  private static final String INSERT =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, :name, '', 'UNREACHABLE', :now, cast(:podCidr as cidr), 0, 0, '', '', :serial, :expires, :now,
              :now)
      """;
  private static final String RECORD_CERTIFICATE =
      """
      update node
         set certificate_serial = :serial, certificate_expires_at = :expires
       where id = :id
      """;
  private static final String LIST =
      """
      select n.id, n.name, n.address, n.state, n.state_since, n.schedulable, n.roles, n.cpu_millis, n.memory_bytes,
             n.disk_bytes, n.disk_free_bytes, n.agent_version, n.engine_version, n.joined_at, n.last_seen_at,
             coalesce(used.pods, 0) as pods, coalesce(used.cpu_millis, 0) as cpu_millis_used,
             coalesce(used.memory_bytes, 0) as memory_bytes_used
        from node n
        left join (select p.node_id, count(*) as pods,
                          sum((r.spec ->> 'cpuMillis')::bigint) as cpu_millis,
                          sum((r.spec ->> 'memoryBytes')::bigint) as memory_bytes
                     from pod p
                     join revision r on r.id = p.revision_id
                    where p.node_id is not null
                    group by p.node_id) used on used.node_id = n.id
       order by n.name
      """;

  private final Db db;

  NodeRepository(Db db) {
    this.db = db;
  }

  record NewNode(
      NodeId id, NodeName name, String podCidr, X509Certificate certificate, Instant joinedAt) {}

  /** Until the transaction ends nobody else takes a name or a range. */
  void lockAllocation() {
    db.system().sql(LOCK_ALLOCATION).query((_, _) -> true).single();
  }

  boolean isTaken(NodeName name) {
    return db.system().sql(IS_TAKEN).param("name", name.value()).query(Boolean.class).single();
  }

  boolean exists(NodeId node) {
    return db.system().sql(EXISTS).param("id", node.value()).query(Boolean.class).single();
  }

  boolean any() {
    return db.system().sql(ANY).query(Boolean.class).single();
  }

  /** The first /20 of the range that no node has. */
  Optional<String> freePodCidr(String range) {
    return db.system().sql(FREE_POD_CIDR).param("range", range).query(String.class).optional();
  }

  void insert(NewNode node) {
    db.system()
        .sql(INSERT)
        .param("id", node.id().value())
        .param("name", node.name().value())
        .param("podCidr", node.podCidr())
        .param("serial", node.certificate().getSerialNumber().toString(16))
        .param("expires", node.certificate().getNotAfter().toInstant().atOffset(UTC))
        .param("now", node.joinedAt().atOffset(UTC))
        .update();
  }

  boolean recordCertificate(NodeId node, X509Certificate certificate) {
    return db.system()
            .sql(RECORD_CERTIFICATE)
            .param("id", node.value())
            .param("serial", certificate.getSerialNumber().toString(16))
            .param("expires", certificate.getNotAfter().toInstant().atOffset(UTC))
            .update()
        == 1;
  }

  /** Every node with what its pods may use, by name. */
  List<NodeView> list() {
    return db.system().sql(LIST).query(NodeRepository::read).list();
  }

  private static NodeView read(ResultSet row, int index) throws SQLException {
    return new NodeView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("address"),
        NodeView.State.valueOf(row.getString("state")),
        instant(row, "state_since"),
        row.getBoolean("schedulable"),
        Arrays.asList((String[]) row.getArray("roles").getArray()),
        row.getInt("cpu_millis"),
        row.getInt("cpu_millis_used"),
        row.getLong("memory_bytes"),
        row.getLong("memory_bytes_used"),
        row.getLong("disk_bytes"),
        row.getLong("disk_free_bytes"),
        row.getInt("pods"),
        row.getString("agent_version"),
        row.getString("engine_version"),
        instant(row, "joined_at"),
        instant(row, "last_seen_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
