package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.LogLine;
import dev.slipway.protocol.LogLines;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a node says that should not, or whose clock is wrong, each with the answer it gets. */
@ServerTest
class HostileMessagesTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  private TestAgents agents;
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode node;
  private UUID pod;

  @BeforeEach
  void aNodeWithAPod() {
    agents = new TestAgents(application);
    rows = new TestPods(application);
    tenant = tenants.create();
    node = agents.join();
    pod = rows.pod(tenant, node.id());
  }

  @Test
  void aMessageOfAnEarlierSession() {
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      // It has connected to another replica meanwhile.
      rows.execute(
          "update node set registry_secret_hash = sha256('another') where id = :id", node.id());
      agent.report(FakeAgent.ready(pod));
      assertThat(agent.end().getCode()).isEqualTo(expected("C04"));
      assertThat(rows.observed(pod).ready()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {24, -24})
  void aClockThatIsADayWrong(long hours) {
    assertThat(expected("C06")).isEqualTo(Status.Code.OK);
    Instant theirs = Instant.now().plus(Duration.ofHours(hours));
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      agent.report(
          FakeAgent.ready(pod).toBuilder().setStartedAtMillis(theirs.toEpochMilli()).build());
      Eventually.holds(() -> rows.observed(pod).ready());
      assertThat(rows.secondsReady(pod)).as("by our clock").isBetween(-1L, 60L);
      assertThat(rows.silentSeconds(node.id())).isLessThan(60);
      assertThat(agent.isOpen()).isTrue();
    }
  }

  @Test
  void aMessageThatIsTooLarge() {
    var lines =
        LogLines.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .addLines(LogLine.newBuilder().setText("x".repeat((4 << 20) + 1)));
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      agent.send(FromAgent.newBuilder().setLogs(lines).build());
      assertThat(agent.end().getCode()).isEqualTo(expected("C07"));
    }
  }

  @Test
  void aFloodOfHeartbeatsEndsItsOwnStreamAndNoOther() {
    FakeNode quiet = agents.join();
    UUID other = rows.pod(tenant, quiet.id());
    try (var flood = FakeAgent.connect(node);
        var bystander = FakeAgent.connect(quiet)) {
      flood.awaitSet(set -> set.completes() == 1);
      bystander.awaitSet(set -> set.completes() == 1);
      for (int i = 0; i < 1000 && flood.isOpen(); i++) {
        try {
          flood.heartbeat();
        } catch (IllegalStateException _) {
          // The stream has just ended.
          break;
        }
      }
      assertThat(flood.end().getCode()).isEqualTo(expected("C10"));
      bystander.report(FakeAgent.ready(other));
      Eventually.holds(() -> rows.observed(other).ready());
      assertThat(bystander.isOpen()).isTrue();
    }
  }

  private static Status.Code expected(String row) {
    return Status.Code.valueOf(HostileRows.row(row).said());
  }
}
