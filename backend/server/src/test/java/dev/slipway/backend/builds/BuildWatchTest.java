package dev.slipway.backend.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.builds.BuildWatch.Running;
import dev.slipway.backend.builds.BuildWatch.Step;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class BuildWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final BuildProperties LIMITS =
      new BuildProperties(1, Duration.ofMinutes(30), 2, Duration.ofSeconds(60), 1, 1, 1, 1);

  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired BuildWatch watch;
  private BuildBench bench;

  @BeforeEach
  void emptyQueue() {
    bench = beans.createBean(BuildBench.class);
    bench.clear();
  }

  @Test
  void letsBuildsRunWhileTheirTimeAndTheirNodeLast() {
    assertThat(BuildWatch.plan(List.of(running(NOW.minusSeconds(1800), null)), LIMITS, NOW))
        .isEmpty();
    assertThat(BuildWatch.plan(List.of(running(NOW, NOW.minusSeconds(59))), LIMITS, NOW)).isEmpty();
  }

  @Test
  void endsWhatIsLateAndGivesBackWhatIsLost() {
    Running late = running(NOW.minusSeconds(1861), null);
    Running lost = running(NOW.minusSeconds(100), NOW.minusSeconds(61));
    assertThat(BuildWatch.plan(List.of(late, lost), LIMITS, NOW))
        .containsExactly(new Step.TimeOut(late), new Step.GiveBack(lost));
  }

  @Test
  void aBuildThatNeverEndsIsEndedAndItsNodeTold() {
    AppScope scope = tenants.create().appScope();
    bench.node();
    BuildId build = bench.running(scope);
    bench.run("update build set since = now() - interval '1 hour' where state = 'RUNNING'");

    assertThat(watch.reconcile(tenants.lead()).changed()).isEqualTo(1);

    assertThat(bench.row(build).failureType()).isEqualTo("build-timeout");
    bench.dispatcher.pass();
    assertThat(bench.link.canceled()).containsExactly(build.value().toString());
  }

  @Test
  void buildsOfANodeThatStaysAwayStartAgain() {
    AppScope scope = tenants.create().appScope();
    bench.node();
    BuildId build = bench.running(scope);
    bench.run("update node set state = 'UNREACHABLE', state_since = now() - interval '2 minutes'");

    watch.reconcile(tenants.lead());

    assertThat(bench.row(build)).isEqualTo(new BuildRow("QUEUED", 1, null, null, false, false));
    assertThat(watch.reconcile(tenants.lead()).changed()).isZero();
  }

  private static Running running(Instant since, @Nullable Instant unreachableSince) {
    var node = new NodeId(UUID.randomUUID());
    var build =
        new StandingBuild(
            new BuildId(UUID.randomUUID()),
            new OrganizationId(UUID.randomUUID()),
            new AppId(UUID.randomUUID()),
            node,
            true,
            1);
    return new Running(build, node, since, unreachableSince);
  }
}
