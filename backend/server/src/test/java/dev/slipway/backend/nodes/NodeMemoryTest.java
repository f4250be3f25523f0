package dev.slipway.backend.nodes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.nodes.NodeMemoryView;
import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@DatabaseTest
class NodeMemoryTest {
  private static final long GIB = 1L << 30;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired NodeMemoryRepository samples;
  @Autowired NodeQueries queries;
  @Autowired Heartbeats heartbeats;
  private TestPods rows;
  private UUID node;

  @BeforeEach
  void join() {
    rows = new TestPods(application);
    new TestNodes(application).deleteAll();
    node = rows.node("READY");
  }

  @Test
  void whatTheAgentSaysIsInUse() {
    heartbeats.heard(new NodeId(node), new NodeCapacity(1000, 8 * GIB, 0, 0, 3 * GIB, Set.of()));
    heartbeats.write();
    assertThat(memory().total()).isEqualTo(8 * GIB);
    assertThat(memory().used()).isEqualTo(5 * GIB);
  }

  @Test
  void ofAnAgentThatDoesNotSayNothingIsKnown() {
    int sampled = samples.sample(tenants.lead(), Instant.now());
    assertThat(sampled).isZero();
    assertThat(memory().used()).isNull();
    assertThat(memory().forecast()).isNull();
  }

  @Test
  void memoryThatIsUsedMoreAndMoreHasAForecast() {
    long epoch = tenants.lead();
    Instant now = Instant.now();
    // A GiB of eight more in use each hour, four hours long.
    for (int quarter = 0; quarter <= 16; quarter++) {
      rows.execute(
          "update node set memory_bytes = %d, memory_free_bytes = %d where id = :id"
              .formatted(8 * GIB, 7 * GIB - quarter * GIB / 4),
          node);
      int sampled = samples.sample(epoch, now.minus(Duration.ofMinutes(15L * (16 - quarter))));
      assertThat(sampled).isEqualTo(1);
    }
    NodeMemoryView.Forecast forecast = requireNonNull(memory().forecast());
    assertThat(forecast.bytesPerDay()).isEqualTo(24 * GIB);
    assertThat(forecast.sentence()).startsWith("Memory is used up in about 2 hours");
  }

  @Test
  void samplesAreForgotten() {
    long epoch = tenants.lead();
    rows.execute("update node set memory_free_bytes = 1 where id = :id", node);
    Instant old = Instant.now().minus(Duration.ofDays(3));
    int sampled = samples.sample(epoch, old);
    assertThat(sampled).isEqualTo(1);
    assertThat(samples.forget(epoch, old.plusSeconds(3600))).isEqualTo(1);
  }

  private NodeMemoryView memory() {
    return queries.detail(new NodeId(node)).memory();
  }
}
