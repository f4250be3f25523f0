package dev.slipway.backend.nodes;

import static java.time.ZoneOffset.UTC;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class NodeRepository {
  private static final String LOCK_ALLOCATION =
      "select pg_advisory_xact_lock(hashtext('node.pod_cidr'))";
  private static final String IS_TAKEN = "select exists (select from node where name = :name)";
  private static final String EXISTS = "select exists (select from node where id = :id)";
  private static final String ANY = "select exists (select from node)";

  /** Ranges of nodes are such blocks, so none overlaps without being the same. */
  private static final String FREE_POD_CIDR =
      """
      select block
        from generate_series(0, (2 ^ (20 - masklen(cast(:range as cidr))))::bigint - 1) i
       cross join lateral
             (select set_masklen(cast(host(cast(:range as cidr)) as inet) + i * 4096, 20)::cidr as block) b
       where not exists (select from node where pod_cidr = block)
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
}
