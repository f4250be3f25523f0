package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@DatabaseTest
class NodeHealthTest {
  private static final String NODE =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, 'silent', '127.0.0.1', :state, now(), '172.31.0.0/20', 1000, 1, 'test', 'none', '0', now(), now(),
              now() - interval '1 hour')
      """;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired NodeHealth health;
  @Autowired Heartbeats heartbeats;
  @Autowired Db db;
  private final NodeId node = new NodeId(UUID.randomUUID());

  @BeforeEach
  void removeOthers() {
    new TestNodes(application).deleteAll();
  }

  @Test
  void aSilentNodeBecomesSuspectOnceItWasListenedTo() throws Exception {
    insert("READY");
    long epoch = tenants.lead();
    assertThat(health.reconcile(epoch).changed()).isZero();
    Thread.sleep(NodeState.SUSPECT_AFTER);
    assertThat(health.reconcile(epoch).changed()).isEqualTo(1);
    assertThat(state()).isEqualTo("SUSPECT");
    assertThat(events()).containsExactly("NodeSuspect");
  }

  @Test
  void aNodeThatIsHeardAgainIsReady() {
    insert("UNREACHABLE");
    heartbeats.heard(node, new NodeCapacity(2000, 1, 1, 1));
    assertThat(health.reconcile(tenants.lead()).changed()).isEqualTo(1);
    assertThat(state()).isEqualTo("READY");
    assertThat(events()).containsExactly("NodeReady");
  }

  private void insert(String state) {
    int _ = db.system().sql(NODE).param("id", node.value()).param("state", state).update();
  }

  private String state() {
    return db.system()
        .sql("select state from node where id = :id")
        .param("id", node.value())
        .query(String.class)
        .single();
  }

  private List<String> events() {
    return db.system()
        .sql("select reason from event where node_id = :id")
        .param("id", node.value())
        .query((row, _) -> row.getString(1))
        .list();
  }
}
