package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Heartbeat;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Isolation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node can keep apart is what its agent says. */
@ServerTest
class NodeIsolationTest {
  @Autowired ApplicationContext application;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private FakeNode node;

  @BeforeEach
  void join() {
    node = new TestAgents(application).join();
  }

  private List<String> isolations() {
    return transaction.execute(_ ->
        db.system()
            .sql("select unnest(isolations) as how from node where id = :id order by 1")
            .param("id", node.id())
            .query((row, _) -> row.getString("how"))
            .list());
  }

  private static Hello hello(Isolation... how) {
    Hello plain = FakeAgent.hello();
    return plain.toBuilder()
        .setCapacity(plain.getCapacity().toBuilder().addAllIsolations(List.of(how)))
        .build();
  }

  @Test
  void anOldAgentCanDoWhatAllCan() {
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      assertThat(isolations()).containsExactly("RESTRICTED");
    }
  }

  @Test
  void whatAnAgentSaysIsWrittenDownAtOnceAndWithItsHeartbeats() {
    var all =
        hello(
            Isolation.ISOLATION_RESTRICTED,
            Isolation.ISOLATION_COMPAT,
            Isolation.ISOLATION_SANDBOX);
    try (var agent = FakeAgent.connect(node, all)) {
      agent.awaitSet(set -> set.completes() == 1);
      assertThat(isolations()).containsExactly("COMPAT", "RESTRICTED", "SANDBOX");
      agent.send(
          FromAgent.newBuilder()
              .setHeartbeat(
                  Heartbeat.newBuilder()
                      .setCapacity(
                          Capacity.newBuilder().addIsolations(Isolation.ISOLATION_RESTRICTED)))
              .build());
      Eventually.holds(() -> isolations().equals(List.of("RESTRICTED")));
    }
  }
}
