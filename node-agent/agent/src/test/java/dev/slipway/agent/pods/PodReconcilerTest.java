package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.disk.TestCollector;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.volumes.NodeVolumes;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.RestartPolicy;
import dev.slipway.protocol.Welcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodReconcilerTest {
  @TempDir Path state;
  private final FakeEngine engine = new FakeEngine();
  private final FakeNetwork network = new FakeNetwork();
  private final FakeLogs logs = new FakeLogs();
  private ImageLeases leases;
  private PodReconciler reconciler;
  private Thread thread;

  @BeforeEach
  void startAgent() {
    leases = new ImageLeases(state, new Ticker());
    reconciler =
        new PodReconciler(
            engine,
            engine,
            leases,
            new PullLogins(_ -> false),
            new EngineWatch(engine),
            network,
            mounts(),
            logs,
            new Reports(new Outbox()),
            new MemoryStore(state),
            new Ticker());
    thread = Thread.ofVirtual().start(reconciler::run);
  }

  @AfterEach
  void stopAgent() throws InterruptedException {
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
  }

  private void restartAgent() throws InterruptedException {
    stopAgent();
    startAgent();
  }

  private PodMounts mounts() {
    var exec = new LocalExec();
    try {
      NodeVolumes volumes = NodeVolumes.in(state.resolve("volumes"), exec);
      return PodMounts.in(state, volumes, exec);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void desire(Pod... pods) {
    var byId = new LinkedHashMap<String, Pod>();
    for (Pod pod : pods) {
      byId.put(pod.getId(), pod);
    }
    var network1 = Network.newBuilder().setId("network-1").setSubnet("10.11.3.0/24").build();
    reconciler.desire(
        new Desire(byId, Map.of("network-1", network1), Welcome.getDefaultInstance()));
  }

  private PodStatus status(String id) {
    return reconciler.statuses().stream()
        .filter(status -> status.getId().equals(id))
        .findFirst()
        .orElse(PodStatus.getDefaultInstance());
  }

  private void awaitPhase(String id, Phase phase) {
    await(() -> status(id).getPhase() == phase);
  }

  @Test
  void runsASandboxAndInItTheApp() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(engine.done)
        .contains("pull " + Pods.IMAGE, "prepare network-1")
        .containsSubsequence("start slp-web-1-a", "start slp-web-1-a-app");
    assertThat(engine.spec("slp-web-1-a-app").attachment())
        .isEqualTo(new ContainerSpec.Joined("slp-web-1-a"));
    await(() -> status("a").getReady());
    assertThat(status("a").getReason()).isEmpty();
    assertThat(logs.attached).contains("slp-web-1-a-app");
  }

  @Test
  void touchesNothingUntilItWasTold() throws Exception {
    engine.start(foreignLooking("x"));
    Thread.sleep(200);
    assertThat(engine.container("slp-old-x")).isPresent();
    assertThat(status("x").getPhase()).isEqualTo(Phase.PHASE_UNSPECIFIED);
  }

  private ContainerSpec foreignLooking(String id) {
    engine.has("old", "");
    return new ContainerSpec(
        "slp-old-" + id,
        "old",
        Map.of(Labels.POD, id, Labels.ROLE, "sandbox", Labels.NAME, "slp-old-" + id),
        List.of(),
        Map.of(),
        "10001:10001",
        new ContainerSpec.Limits(1, 1, 1, 1),
        new ContainerSpec.Bridged("net", "10.0.0.1", "h", List.of(), List.of()));
  }

  @Test
  void takesAwayWhatACompleteSetLacks() {
    engine.start(foreignLooking("x"));
    desire();
    await(() -> engine.container("slp-old-x").isEmpty());
    await(() -> reconciler.statuses().isEmpty());
  }

  private Pod once(RestartPolicy policy) {
    return Pods.pod("a").setRestart(policy).build();
  }

  @Test
  void whatHasDoneItsWorkHasSucceededAndStaysSoOverARestartOfTheAgent() throws Exception {
    desire(once(RestartPolicy.RESTART_ON_FAILURE));
    awaitPhase("a", Phase.RUNNING);
    engine.end("slp-web-1-a-app", 0, false);
    awaitPhase("a", Phase.SUCCEEDED);
    assertThat(status("a").getReason()).isEqualTo("Completed");
    assertThat(status("a").getReady()).isFalse();
    engine.remove("slp-web-1-a-app");
    restartAgent();
    desire(once(RestartPolicy.RESTART_ON_FAILURE));
    awaitPhase("a", Phase.SUCCEEDED);
    assertThat(engine.container("slp-web-1-a-app")).isEmpty();
  }

  @Test
  void onFailureAFailureIsStartedAgain() {
    desire(once(RestartPolicy.RESTART_ON_FAILURE));
    awaitPhase("a", Phase.RUNNING);
    engine.end("slp-web-1-a-app", 3, false);
    await(() -> status("a").getRestarts() == 1 && status("a").getPhase() == Phase.RUNNING);
  }

  @Test
  void whatMayRunOnlyOnceFailsForGood() {
    desire(once(RestartPolicy.RESTART_NEVER));
    awaitPhase("a", Phase.RUNNING);
    engine.end("slp-web-1-a-app", 3, false);
    awaitPhase("a", Phase.FAILED);
    assertThat(status("a").getExitCode()).isEqualTo(3);
    assertThat(status("a").getReason()).isEqualTo("Error");
    assertThat(status("a").getRestarts()).isZero();
  }

  @Test
  void whatMayRunOnlyOnceIsNotBegunAnewWhenItsNetworkIsGone() {
    desire(once(RestartPolicy.RESTART_NEVER));
    awaitPhase("a", Phase.RUNNING);
    engine.remove("slp-web-1-a");
    awaitPhase("a", Phase.FAILED);
    assertThat(status("a").getReason()).isEqualTo("SandboxLost");
  }

  @Test
  void startsAgainWhatEnded() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    logs.lines = List.of("panic: no database");
    engine.end("slp-web-1-a-app", 3, false);
    awaitPhase("a", Phase.EXITED);
    assertThat(status("a").getReason()).isEqualTo("Error");
    assertThat(status("a").getMessage()).contains("code 3", "panic: no database");
    assertThat(status("a").getExitCode()).isEqualTo(3);
    await(() -> status("a").getReady());
    assertThat(status("a").getRestarts()).isEqualTo(1);
  }

  @Test
  void saysThatMemoryRanOut() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    engine.end("slp-web-1-a-app", 137, true);
    await(() -> status("a").getReason().equals("OOMKilled"));
    assertThat(status("a").getMessage()).contains("32 MiB");
  }

  @Test
  void rememberingTheBackOffOutlivesTheAgent() throws Exception {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    engine.end("slp-web-1-a-app", 1, false);
    await(() -> status("a").getRestarts() == 1 && status("a").getPhase() == Phase.RUNNING);
    engine.end("slp-web-1-a-app", 1, false);
    awaitPhase("a", Phase.EXITED);
    restartAgent();
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.EXITED);
    await(() -> status("a").getRestarts() == 2);
  }

  @Test
  void anAgentThatComesBackFindsItsPodsAndChangesNothing() throws Exception {
    desire(Pods.pod("a").build(), Pods.pod("b").build());
    await(() -> status("a").getReady() && status("b").getReady());
    String before = engine.containers().toString();
    engine.done.clear();
    restartAgent();
    assertThat(reconciler.awaitFirstLook(Duration.ofSeconds(5))).isTrue();
    await(() -> status("a").getId().equals("a"));
    assertThat(status("a").getPhase()).isEqualTo(Phase.PHASE_UNSPECIFIED);
    desire(Pods.pod("a").build(), Pods.pod("b").build());
    await(() -> status("a").getPhase() != Phase.PHASE_UNSPECIFIED);
    assertThat(status("a").getReady()).isTrue();
    assertThat(engine.containers()).hasToString(before);
    assertThat(engine.done).isEmpty();
  }

  @Test
  void replacesWhatSomebodyRemovedByHand() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    engine.vanish("slp-web-1-a-app");
    engine.vanish("slp-web-1-a");
    await(() -> engine.container("slp-web-1-a-app").isPresent());
    awaitPhase("a", Phase.RUNNING);
  }

  @Test
  void aSandboxThatEndsTakesItsMembersAlong() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    String app = engine.container("slp-web-1-a-app").orElseThrow().id();
    engine.end("slp-web-1-a", 137, false);
    await(() ->
        engine
            .container("slp-web-1-a-app")
            .filter(c -> c.running() && !c.id().equals(app))
            .isPresent());
    await(() -> status("a").getRestarts() == 1);
  }

  @Test
  void endsAPodInOrder() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    network.idle = false;
    desire(Pods.pod("a").setIntent(Intent.STOP).build());
    awaitPhase("a", Phase.STOPPING);
    java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
    assertThat(engine.done).noneMatch(done -> done.startsWith("signal"));
    network.idle = true;
    await(() -> reconciler.statuses().isEmpty());
    assertThat(engine.done)
        .containsSubsequence(
            "signal slp-web-1-a-app SIGTERM", "remove slp-web-1-a-app", "remove slp-web-1-a");
    assertThat(engine.containers()).isEmpty();
    await(() -> network.released.contains("127.0.0.1"));
  }

  @Test
  void killsWhatDoesNotEnd() {
    desire(Pods.pod("a").addCommand("deaf").build());
    awaitPhase("a", Phase.RUNNING);
    desire(Pods.pod("a").addCommand("deaf").setIntent(Intent.STOP).build());
    await(() -> reconciler.statuses().isEmpty());
    assertThat(engine.done)
        .containsSubsequence(
            "signal slp-web-1-a-app SIGTERM",
            "signal slp-web-1-a-app SIGKILL",
            "remove slp-web-1-a");
  }

  @Test
  void saysWhenAnImageCannotBeFetched() {
    engine.broken.add(Pods.IMAGE);
    desire(Pods.pod("a").build());
    await(() -> status("a").getReason().equals("ImagePullFailed"));
    assertThat(status("a").getPhase()).isEqualTo(Phase.PULLING);
    assertThat(status("a").getMessage()).contains(Pods.IMAGE);
    engine.broken.clear();
    awaitPhase("a", Phase.RUNNING);
  }

  @Test
  void pullsAnImageOnceForAllWhoNeedIt() {
    var pods = new Pod[8];
    for (int i = 0; i < pods.length; i++) {
      pods[i] = Pods.pod("p" + i).build();
    }
    desire(pods);
    await(() -> reconciler.statuses().stream().filter(PodStatus::getReady).count() == 8);
    assertThat(engine.done.stream().filter(done -> done.startsWith("pull"))).hasSize(1);
  }

  /** Here the keeper of the disk does not know what is desired, and takes what it can get. */
  @Test
  void noPodFailsBecauseItsImageIsCollectedJustThen() {
    int rounds = 100;
    var pods = new Pod[rounds];
    var collecting = new java.util.concurrent.atomic.AtomicBoolean(true);
    Thread collector =
        Thread.ofVirtual()
            .start(() -> {
              while (collecting.get()) {
                TestCollector.collect(engine, leases);
              }
            });
    for (int i = 0; i < rounds; i++) {
      String image = "registry.test/acme/web@sha256:" + i;
      engine.has(image, 1);
      pods[i] = Pods.pod("p" + i).setImage(image).build();
      desire(java.util.Arrays.copyOf(pods, i + 1));
    }
    await(() -> reconciler.statuses().stream().filter(PodStatus::getReady).count() == rounds);
    collecting.set(false);
    await(() -> !collector.isAlive());
    assertThat(engine.missing).isEmpty();
    assertThat(reconciler.statuses()).allMatch(status -> status.getReason().isEmpty());
    assertThat(engine.done).anyMatch(done -> done.startsWith("remove-image "));
  }

  @Test
  void anEngineThatIsDownChangesNothing() {
    desire(Pods.pod("a").build());
    await(() -> status("a").getReady());
    engine.down = true;
    desire(Pods.pod("a").build(), Pods.pod("b").build());
    await(() -> status("b").getPhase() == Phase.STARTING);
    assertThat(status("a").getReady()).isTrue();
    engine.down = false;
    awaitPhase("b", Phase.RUNNING);
  }

  @Test
  void aWebAppIsReadyOnceItsPortCanBeReached() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    desire(Pods.pod("a").setPort(port).build());
    awaitPhase("a", Phase.RUNNING);
    Thread.sleep(500);
    assertThat(status("a").getReady()).isFalse();
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      await(() -> status("a").getReady());
    }
  }

  /** Bridges that are words. */
  private final class FakeNetwork implements dev.slipway.agent.network.NetworkPlane {
    volatile boolean idle = true;
    final List<String> released = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public void apply(dev.slipway.agent.network.DesiredNetwork desired) {}

    @Override
    public String prepare(Network wanted) {
      engine.done.add("prepare " + wanted.getId());
      engine.ensureNetwork(new NetworkSpec("slp-net", "slp-net", wanted.getSubnet()));
      return "slp-net";
    }

    @Override
    public boolean idle(String podAddress) {
      return idle;
    }

    @Override
    public void released(String podAddress) {
      released.add(podAddress);
    }

    @Override
    public List<String> nameservers() {
      return List.of();
    }
  }

  /** Logs that say what the test says. */
  private static final class FakeLogs implements dev.slipway.agent.logs.LogPump {
    final List<String> attached = new java.util.concurrent.CopyOnWriteArrayList<>();
    volatile List<String> lines = List.of();

    @Override
    public void attach(dev.slipway.agent.logs.LogSource source) {
      attached.add(source.container());
    }

    @Override
    public List<String> lastLines(String podId, int count) {
      return lines;
    }

    @Override
    public void serve(
        dev.slipway.protocol.LogRequest request,
        java.util.function.Consumer<dev.slipway.protocol.LogLines> consumer) {}

    @Override
    public void cancel(String requestId) {}
  }
}
