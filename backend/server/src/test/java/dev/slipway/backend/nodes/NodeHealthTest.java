package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

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
  @Autowired Heartbeats heartbeats;
  @Autowired NodeHealthRepository nodes;
  @Autowired EventLog log;
  @Autowired TransactionOperations transactions;
  @Autowired Db db;
  private final DetectionProperties detection = new DetectionProperties(Duration.ofSeconds(1));
  private final NodeId node = new NodeId(UUID.randomUUID());
  private long now = -5;
  private NodeHealth health;

  @BeforeEach
  void removeOthers() {
    new TestNodes(application).deleteAll();
    health = new NodeHealth(nodes, heartbeats, detection, log, transactions, () -> now);
  }

  @Test
  void aSilentNodeBecomesSuspectOnceItWasListenedTo() {
    insert("READY");
    long epoch = tenants.lead();
    assertThat(health.reconcile(epoch).changed()).isZero();
    now += detection.suspectAfter().toNanos();
    assertThat(health.reconcile(epoch).changed()).isEqualTo(1);
    assertThat(state()).isEqualTo("SUSPECT");
    assertThat(events()).containsExactly("NodeSuspect");
  }

  @Test
  void itLooksOftenOnlyWhileASilenceIsAboutToCount() {
    long epoch = tenants.lead();
    int _ = health.reconcile(epoch).looked();
    assertThat(health.period()).isEqualTo(Duration.ofSeconds(1));
    insert("READY");
    silentFor(2500);
    int _ = health.reconcile(epoch).looked();
    assertThat(health.period()).isEqualTo(Duration.ofMillis(250));
    assertThat(state()).isEqualTo("READY");
  }

  @Test
  void aNodeThatIsLongGoneIsLookedAtInPeace() {
    insert("UNREACHABLE");
    int _ = health.reconcile(tenants.lead()).looked();
    assertThat(health.period()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aNodeThatIsHeardAgainIsReady() {
    insert("UNREACHABLE");
    heartbeats.heard(node, new NodeCapacity(2000, 1, 1, 1));
    assertThat(health.reconcile(tenants.lead()).changed()).isEqualTo(1);
    assertThat(state()).isEqualTo("READY");
    assertThat(events()).containsExactly("NodeReady");
  }

  @Test
  void aNodeWhoseMessageIsWorkedOnIsNotSilent() {
    insert("READY");
    heartbeats.during(
        node,
        () -> {
          heartbeats.write();
          expire();
          heartbeats.write();
          assertThat(silentMillis()).isLessThan(60_000);
        });
    heartbeats.write();
    expire();
    heartbeats.write();
    assertThat(silentMillis()).isGreaterThan(60_000);
  }

  @Test
  void aNodeThatSomebodyChangesJustNowIsWrittenLaterAndNobodyWaits() throws Exception {
    insert("READY");
    expire();
    heartbeats.heard(node, null);
    transactions.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql("update node set state_since = now() where id = :id")
              .param("id", node.value())
              .update();
      await(Thread.ofVirtual().start(heartbeats::write));
    });
    assertThat(silentMillis()).isGreaterThan(60_000);
    heartbeats.write();
    assertThat(silentMillis()).isLessThan(60_000);
  }

  private static void await(Thread writer) {
    try {
      assertThat(writer.join(Duration.ofSeconds(30))).as("it waits for nobody").isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(String state) {
    int _ = db.system().sql(NODE).param("id", node.value()).param("state", state).update();
  }

  private void expire() {
    silentFor(3_600_000);
  }

  private void silentFor(long millis) {
    int _ =
        db.system()
            .sql(
                "update node set last_seen_at = clock_timestamp() - :millis * interval '1 millisecond' where id = :id")
            .param("id", node.value())
            .param("millis", millis)
            .update();
  }

  private long silentMillis() {
    return db.system()
        .sql(
            "select extract(epoch from clock_timestamp() - last_seen_at) * 1000 from node where id = :id")
        .param("id", node.value())
        .query(Long.class)
        .single();
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
