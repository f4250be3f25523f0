package dev.slipway.backend.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@DatabaseTest
class StormAlarmTest {
  private static final String NODE =
      """
      insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                        engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
      values (:id, 'n-' || :id, '127.0.0.1', :state, now(), cast(:cidr as cidr), 1000, 1, 'test', 'none', '0', now(),
              now(), now())
      """;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired StormAlarm alarm;
  @Autowired StormGuard guard;
  @Autowired DetectionProperties detection;
  @Autowired Db db;

  @BeforeEach
  void removeOthers() {
    new TestNodes(application).deleteAll();
  }

  @Test
  void manySilentNodesAreToldOnceAndTheirReturnToo() {
    long epoch = tenants.lead();
    int before = told().size();
    insert(0, "UNREACHABLE");
    insert(1, "SUSPECT");
    insert(2, "READY");
    assertThat(guard.census()).isEqualTo(new StormGuard.Census(3, 2, 1, 0));
    assertThat(guard.census().storm()).isTrue();
    int _ = alarm.reconcile(epoch).changed();
    assertThat(alarm.reconcile(epoch).changed()).isZero();

    int _ = db.system().sql("update node set state = 'READY' where state = 'SUSPECT'").update();
    assertThat(guard.census().storm()).isFalse();
    assertThat(alarm.reconcile(epoch).changed()).isEqualTo(1);
    assertThat(told().subList(before, before + 2)).containsExactly("NodesVanished", "NodesBack");
  }

  @Test
  void theLastToReturnHaveAsMuchTimeAsIfTheyHadJustFallenSilent() {
    insert(0, "UNREACHABLE");
    insert(1, "READY");
    insert(2, "READY");
    int _ = db.system().sql("update node set returned_at = now() where state = 'READY'").update();
    assertThat(guard.census()).isEqualTo(new StormGuard.Census(3, 1, 1, 2));
    assertThat(guard.census().storm()).isTrue();
    int _ =
        db.system()
            .sql("update node set returned_at = returned_at - make_interval(secs => :seconds)")
            .param("seconds", (double) detection.unreachableAfter().plusSeconds(1).toSeconds())
            .update();
    assertThat(guard.census().storm()).isFalse();
  }

  private void insert(int number, String state) {
    int _ =
        db.system()
            .sql(NODE)
            .param("id", UUID.randomUUID())
            .param("state", state)
            .param("cidr", "172.30.%d.0/20".formatted(number * 16))
            .update();
  }

  private List<String> told() {
    return db.system()
        .sql("select reason from event where reason in ('NodesVanished', 'NodesBack') order by id")
        .query((row, _) -> row.getString(1))
        .list();
  }
}
