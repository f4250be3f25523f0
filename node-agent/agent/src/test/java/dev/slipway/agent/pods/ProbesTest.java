package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private final BlockingQueue<Health> felt = new LinkedBlockingQueue<>();
  private final Map<String, Boolean> answers = new ConcurrentHashMap<>();
  private @Nullable Probes probes;

  /** Answers by the path asked for. */
  private final Prober prober =
      (probe, _, _) -> {
        boolean ok = answers.getOrDefault(probe.getHttp().getPath(), true);
        return new Prober.Check(ok, true, "answered " + (ok ? 200 : 500));
      };

  private static Probe.Builder probe(String path) {
    return Probe.newBuilder()
        .setHttp(HttpProbe.newBuilder().setPath(path))
        .setPeriodSeconds(1)
        .setFailureThreshold(2);
  }

  private void start(Pod pod, boolean wasReady) {
    probes =
        new Probes(pod, "box", wasReady, prober, new Ticker(), Optional::empty, felt::add).start();
  }

  @AfterEach
  void stop() {
    if (probes != null) {
      probes.close();
    }
  }

  private Health next() throws InterruptedException {
    Health health = felt.poll(60, TimeUnit.SECONDS);
    assertThat(health).as("nothing was felt").isNotNull();
    return health == null ? Health.UNKNOWN : health;
  }

  @Test
  void anAppWithoutAPortIsReadyAtOnce() throws Exception {
    start(Pods.pod("a").build(), false);
    assertThat(next().ready()).isTrue();
  }

  @Test
  void isReadyLongBeforeTheFirstPeriodIsOver() throws Exception {
    answers.put("/ready", false);
    start(Pods.pod("a").setReadiness(probe("/ready").setPeriodSeconds(3600)).build(), false);
    assertThat(felt.poll(400, TimeUnit.MILLISECONDS)).isNull();
    answers.put("/ready", true);
    assertThat(next().ready()).isTrue();
  }

  @Test
  void isNoLongerReadyAfterItsFailures() throws Exception {
    answers.put("/ready", false);
    long began = System.nanoTime();
    start(Pods.pod("a").setReadiness(probe("/ready").setPeriodSeconds(3)).build(), false);
    Thread.sleep(400);
    answers.put("/ready", true);
    assertThat(next().ready()).isTrue();
    answers.put("/ready", false);
    Health failed = next();
    assertThat(failed.ready()).isFalse();
    assertThat(failed.trouble()).isNotNull();
    // Two failures, three seconds apart.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void whatWasReadyStaysSoUntilAProbeSaysOtherwise() throws Exception {
    answers.put("/ready", false);
    start(Pods.pod("a").setReadiness(probe("/ready")).build(), true);
    assertThat(felt.poll(500, TimeUnit.MILLISECONDS)).isNull();
    assertThat(next().ready()).isFalse();
  }

  @Test
  void anAppThatDoesNotLiveIsDead() throws Exception {
    answers.put("/live", false);
    start(Pods.pod("a").setLiveness(probe("/live")).build(), false);
    assertThat(next().ready()).isTrue();
    Health dead = next();
    assertThat(dead.dead()).contains("2 times", "answered 500");
    assertThat(dead.ready()).isFalse();
  }

  @Test
  void nothingElseIsAskedUntilItHasStarted() throws Exception {
    answers.put("/started", false);
    answers.put("/live", false);
    start(
        Pods.pod("a")
            .setStartup(probe("/started").setFailureThreshold(30))
            .setReadiness(probe("/ready"))
            .setLiveness(probe("/live"))
            .build(),
        false);
    assertThat(felt.poll(3, TimeUnit.SECONDS)).isNull();
    answers.put("/live", true);
    answers.put("/started", true);
    assertThat(next().ready()).isTrue();
  }

  @Test
  void anAppThatDoesNotStartInTimeIsDead() throws Exception {
    answers.put("/started", false);
    start(Pods.pod("a").setStartup(probe("/started")).build(), false);
    assertThat(next().dead()).contains("did not start within 2 s");
  }
}
