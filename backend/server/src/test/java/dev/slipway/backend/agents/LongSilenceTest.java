package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import io.grpc.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes that are heard again on a stream that outlived their silence. */
@ServerTest
class LongSilenceTest {
  @Autowired ApplicationContext application;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private FakeNode node;

  @BeforeEach
  void join() {
    node = new TestAgents(application).join();
  }

  @Test
  void aNodeWhosePodsAreUnknownHasToComeAgainAndSayWhatRuns() {
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      forget();
      agent.heartbeat();
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      agent.heartbeat();
      Eventually.neverHolds(() -> !agent.isOpen());
    }
  }

  private void forget() {
    transaction.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql("update node set pods_unknown = true where id = :id")
              .param("id", node.id())
              .update();
    });
  }
}
