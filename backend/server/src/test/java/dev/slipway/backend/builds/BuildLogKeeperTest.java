package dev.slipway.backend.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.builds.BuildLogKeeper.Told;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.BuildLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class BuildLogKeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired BuildLogRepository logs;
  @Autowired BuildQueries queries;
  @Autowired TransactionTemplate transaction;

  @Test
  void beyondTheLimitChunksKeepTheirNumbersAndLoseTheirText() {
    var bench = beans.createBean(BuildBench.class);
    bench.clear();
    AppScope scope = tenants.create().appScope();
    NodeId node = bench.node();
    BuildId build = bench.running(scope);
    var limits =
        new BuildProperties(1, Duration.ofMinutes(1), 2, Duration.ofMinutes(1), 1, 1, 1, 12);
    var keeper = new BuildLogKeeper(logs, limits, InstantSource.fixed(NOW));

    Map<?, Long> stored =
        transaction.execute(_ ->
            keeper.keep(
                List.of(
                    told(node, build, 1, "ten bytes\n", -1),
                    told(node, build, 2, "too much\n", Long.MAX_VALUE),
                    told(node, build, 3, "more\n", 5))));

    assertThat(stored.values()).containsExactly(3L);
    assertThat(bench.log(scope, build)).hasSize(3).first().isEqualTo("ten bytes\n");
    assertThat(bench.log(scope, build).get(1)).contains("left out");
    assertThat(bench.log(scope, build).get(2)).isEmpty();
    assertThat(queries.log(scope, build, 0, 2)).allMatch(chunk -> chunk.at().equals(NOW));
  }

  private static Told told(NodeId node, BuildId build, long seq, String text, long at) {
    return new Told(
        node,
        build.value(),
        BuildLog.newBuilder().setSeq(seq).setText(text).setAtMillis(at).build());
  }
}
