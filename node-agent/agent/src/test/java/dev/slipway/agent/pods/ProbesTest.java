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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private final BlockingQueue<Health> felt = new LinkedBlockingQueue<>();
  private final BlockingQueue<Health> started = new LinkedBlockingQueue<>();
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
        new Probes(pod, "box", wasReady, prober, new Ticker(), Optional::empty, this::feel).start();
  }

  /** That it has started comes first, and of that there is a test of its own. */
  private void feel(Health health) {
    if (health.equals(Health.UNKNOWN.withStarted()) && felt.isEmpty() && started.isEmpty()) {
      started.add(health);
    } else {
      felt.add(health);
    }
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
  void saysThatItHasStartedBeforeItIsReady() throws Exception {
    answers.put("/ready", false);
    start(Pods.pod("a").setReadiness(probe("/ready")).build(), false);
    assertThat(started.poll(60, TimeUnit.SECONDS)).isNotNull();
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
    var asked = new AtomicInteger();
    var askedBefore = new LinkedBlockingQueue<Integer>();
    Prober ill =
        (_, _, _) -> {
          int _ = asked.incrementAndGet();
          return new Prober.Check(false, true, "answered 500");
        };
    probes =
        new Probes(
                Pods.pod("a").setReadiness(probe("/ready")).build(),
                "box",
                true,
                ill,
                new Ticker(),
                Optional::empty,
                health -> {
                  askedBefore.add(asked.get());
                  felt.add(health);
                })
            .start();
    assertThat(next().ready()).isFalse();
    // Not before the last of the failures that make it so.
    assertThat(askedBefore.peek()).isEqualTo(2);
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

  /** An engine that cannot ask says nothing of the app. */
  @Test
  void whatCannotBeAskedChangesNothing() throws Exception {
    var asked = new AtomicInteger();
    Prober mute =
        (_, _, _) -> {
          int _ = asked.incrementAndGet();
          return Prober.Check.unknown("The engine does not answer.");
        };
    probes =
        new Probes(
                Pods.pod("a").setLiveness(probe("/live").setFailureThreshold(1)).build(),
                "box",
                false,
                mute,
                new Ticker(),
                Optional::empty,
                this::feel)
            .start();
    assertThat(next().ready()).isTrue();
    dev.slipway.agent.testing.Patience.await(() -> asked.get() >= 3);
    assertThat(felt).isEmpty();
  }

  @Test
  void isReadyOnlyAfterAsManySuccessesInARow() throws Exception {
    var asked = new AtomicInteger();
    // Well, ill, and then well for good.
    Prober wavering = (_, _, _) -> new Prober.Check(asked.incrementAndGet() != 2, true, "answered");
    probes =
        new Probes(
                Pods.pod("a").setReadiness(probe("/ready").setSuccessThreshold(3)).build(),
                "box",
                false,
                wavering,
                new Ticker(),
                Optional::empty,
                this::feel)
            .start();
    assertThat(next().ready()).isTrue();
    assertThat(asked.get()).isEqualTo(5);
  }

  @Test
  void aProbeMayHaveAGraceOfItsOwn() throws Exception {
    answers.put("/live", false);
    start(Pods.pod("a").setLiveness(probe("/live").setTerminationGraceSeconds(7)).build(), false);
    assertThat(next().ready()).isTrue();
    assertThat(next().graceSeconds()).isEqualTo(7);
  }

  @Test
  void isNotAskedBeforeItsInitialDelay() throws Exception {
    long began = System.nanoTime();
    start(Pods.pod("a").setReadiness(probe("/ready").setInitialDelaySeconds(1)).build(), false);
    assertThat(next().ready()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void readinessNeverEndsAnApp() throws Exception {
    start(Pods.pod("a").setReadiness(probe("/ready").setFailureThreshold(1)).build(), false);
    assertThat(next().ready()).isTrue();
    answers.put("/ready", false);
    assertThat(next().dead()).isNull();
  }

  @Test
  void anAppThatDoesNotStartInTimeIsDead() throws Exception {
    answers.put("/started", false);
    start(Pods.pod("a").setStartup(probe("/started")).build(), false);
    assertThat(next().dead()).contains("did not start within 2 s");
  }
}
