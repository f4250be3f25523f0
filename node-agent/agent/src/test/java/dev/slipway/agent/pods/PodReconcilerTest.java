package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.PullLogins;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.disk.TestCollector;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.network.FakeNetwork;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.volumes.NodeVolumes;
import dev.slipway.agent.volumes.PodMounts;
import dev.slipway.protocol.Hook;
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
import java.time.InstantSource;
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
  private final FakeNetwork network = new FakeNetwork(engine, engine.done::add);
  private final FakeLogs logs = new FakeLogs();
  private ImageLeases leases;
  private final Spares spares = new Spares(engine, engine, engine, () -> 2, new Ticker());
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
            spares,
            new LocalExec(),
            new Ticker());
    thread = Thread.ofVirtual().start(reconciler::run);
  }

  @AfterEach
  void stopAgent() throws InterruptedException {
    thread.interrupt();
    assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
  }

  private void restartAgent() throws InterruptedException {
    stopAgent();
    startAgent();
  }

  private PodMounts mounts() {
    var exec = new LocalExec();
    try {
      NodeVolumes volumes = NodeVolumes.in(state.resolve("volumes"), exec);
      return PodMounts.in(
          state, volumes, new TokenRequests(_ -> false), exec, InstantSource.system());
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

  private void spare(String id) {
    engine.has("sandbox", "");
    engine.start(PodContainers.spare(id, "sandbox"));
    spares.look();
  }

  private void plugged() {
    network.plugs = true;
  }

  @Test
  void takesASpareSandboxAndPlugsItIn() {
    plugged();
    spare("x");
    String id = engine.spares().getFirst().id();
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(engine.container("slp-web-1-a").orElseThrow().id()).isEqualTo(id);
    assertThat(engine.done)
        .containsSubsequence(
            "rename slipway-spare-x slp-web-1-a",
            "identify slp-web-1-a slp-web-1-a 127.0.0.1",
            "plug a",
            "start slp-web-1-a-app");
    assertThat(engine.spec("slp-web-1-a-app").environment())
        .containsEntry("HOSTNAME", "slp-web-1-a");
    desire();
    await(() -> engine.containers().isEmpty());
  }

  @Test
  void aPodWithAHostNameOfItsOwnGetsASandboxOfItsOwn() {
    plugged();
    spare("x");
    desire(Pods.pod("a").setHostname("import-0").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(engine.spares()).hasSize(1);
    assertThat(engine.spec("slp-web-1-a").attachment())
        .isEqualTo(new ContainerSpec.Unplugged("import-0"));
  }

  @Test
  void aSpareSandboxThatHasEndedIsNoPodsSandbox() {
    plugged();
    spare("x");
    spare("y");
    engine.end("slipway-spare-x", 137, false);
    engine.end("slipway-spare-y", 137, false);
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(status("a").getRestarts()).isZero();
    assertThat(engine.spec("slp-web-1-a").attachment())
        .isEqualTo(new ContainerSpec.Unplugged("slp-web-1-a"));
  }

  @Test
  void aSandboxThatWasTakenBeforeTheAgentWasKilledIsPluggedInAndUsed() {
    plugged();
    spare("x");
    assertThat(spares.take("slp-web-1-a")).isTrue();
    String id = engine.container("slp-web-1-a").orElseThrow().id();
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(engine.container("slp-web-1-a").orElseThrow().id()).isEqualTo(id);
    assertThat(engine.done).containsOnlyOnce("plug a");
  }

  @Test
  void aSandboxThatWasTakenAndCannotBePluggedInAnyMoreIsReplacedByOneTheEngineConnects() {
    spare("x");
    assertThat(spares.take("slp-web-1-a")).isTrue();
    String id = engine.container("slp-web-1-a").orElseThrow().id();
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(engine.container("slp-web-1-a").orElseThrow().id()).isNotEqualTo(id);
    assertThat(engine.spec("slp-web-1-a").attachment()).isInstanceOf(ContainerSpec.Bridged.class);
  }

  @Test
  void aSandboxTheEngineConnectedStaysWhenTheAgentStartsAnew() throws Exception {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    String id = engine.container("slp-web-1-a").orElseThrow().id();
    restartAgent();
    engine.end("slp-web-1-a-app", 1, false);
    desire(Pods.pod("a").build());
    await(() -> status("a").getRestarts() == 1 && status("a").getPhase() == Phase.RUNNING);
    assertThat(engine.container("slp-web-1-a").orElseThrow().id()).isEqualTo(id);
  }

  @Test
  void aSandboxThatWasTakenForAPodNobodyKnowsIsThrownAway() throws Exception {
    plugged();
    spare("x");
    assertThat(spares.take("slp-web-1-gone")).isTrue();
    desire();
    restartAgent();
    assertThat(engine.container("slp-web-1-gone")).isPresent();
    desire();
    reconciler.everything(engine.containers(), Long.MAX_VALUE);
    await(() -> engine.container("slp-web-1-gone").isEmpty());
  }

  @Test
  void tellsTheStepsOfAStart() {
    desire(Pods.pod("a").build());
    awaitPhase("a", Phase.RUNNING);
    assertThat(status("a").getStepsList())
        .extracting(dev.slipway.protocol.StartStep::getKind)
        .containsExactly(
            dev.slipway.protocol.StartStep.Kind.PULL,
            dev.slipway.protocol.StartStep.Kind.CREATE,
            dev.slipway.protocol.StartStep.Kind.FILESYSTEM,
            dev.slipway.protocol.StartStep.Kind.NETWORK,
            dev.slipway.protocol.StartStep.Kind.START);
    assertThat(status("a").getStepsList())
        .allMatch(step -> step.getEndedAtMillis() >= step.getBegunAtMillis());
  }

  @Test
  void tellsWhichStepFailedAndWhy() {
    engine.broken.add(Pods.IMAGE);
    desire(Pods.pod("a").build());
    await(() -> status("a").getReason().equals("ImagePullFailed"));
    assertThat(status("a").getStepsList()).hasSize(1);
    assertThat(status("a").getSteps(0).getFailure()).contains("manifest unknown");
  }

  @Test
  void waitsForThePodsTokenAndSaysForWhom() {
    var token =
        dev.slipway.protocol.Mount.newBuilder()
            .setPath("/var/run/slipway")
            .setToken(dev.slipway.protocol.WorkloadToken.getDefaultInstance());
    desire(Pods.pod("a").addMounts(token).build());
    await(() -> status("a").getReason().equals("WaitsForToken"));
    assertThat(status("a").getMessage())
        .isEqualTo("Waits for its token: the control plane does not answer.");
    assertThat(status("a").getPhase()).isEqualTo(Phase.STARTING);
    await(() ->
        status("a").getStepsList().stream()
            .anyMatch(step ->
                step.getKind() == dev.slipway.protocol.StartStep.Kind.TOKEN
                    && step.getFailure().startsWith("Waits for its token")));
    assertThat(engine.containers()).noneMatch(one -> one.name().contains("slp-web-1-a"));
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
    assertThat(reconciler.awaitFirstLook(Duration.ofMinutes(1))).isTrue();
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
    await(() -> engine.done.contains("released 127.0.0.1"));
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

  private static Hook hook(String... words) {
    return Hook.newBuilder()
        .setExec(
            dev.slipway.protocol.ExecProbe.newBuilder()
                .addCommand("/hook")
                .addAllCommand(List.of(words)))
        .build();
  }

  private static Pod stopped(Pod.Builder pod) {
    return pod.setIntent(Intent.STOP).build();
  }

  @Test
  void whatIsToBeDoneBeforeTheEndComesBeforeTheSignal() {
    Pod.Builder pod = Pods.pod("a").setPreStop(hook("leave")).setStopSignal("SIGQUIT");
    desire(pod.build());
    await(() -> status("a").getReady());
    desire(stopped(pod));
    await(() -> engine.done.contains("remove slp-web-1-a"));
    assertThat(engine.done)
        .containsSubsequence(
            "leave in slp-web-1-a-app", "signal slp-web-1-a-app SIGQUIT", "remove slp-web-1-a");
  }

  @Test
  void withoutAGraceThereIsNoTimeForWhatIsToBeDoneBefore() {
    Pod.Builder pod = Pods.pod("a").setPreStop(hook("leave")).setTerminationGraceSeconds(0);
    desire(pod.build());
    await(() -> status("a").getReady());
    desire(stopped(pod));
    await(() -> engine.done.contains("remove slp-web-1-a"));
    assertThat(engine.done).doesNotContain("leave in slp-web-1-a-app");
  }

  @Test
  void anAppThatIsDeafAfterItsHookIsKilledAtTheDeadline() {
    Pod.Builder pod = Pods.pod("a").setPreStop(hook("leave")).clearCommand().addCommand("deaf");
    desire(pod.build());
    await(() -> status("a").getReady());
    desire(stopped(pod));
    await(() -> engine.done.contains("remove slp-web-1-a"));
    assertThat(engine.done)
        .containsSubsequence(
            "leave in slp-web-1-a-app",
            "signal slp-web-1-a-app SIGTERM",
            "signal slp-web-1-a-app SIGKILL");
  }

  @Test
  void whatWritesBeyondItsLimitIsStartedAnewWithNothingWritten() {
    engine.written.put("slp-web-1-a-app", 50L << 20);
    desire(
        Pods.pod("a")
            .setIsolation(dev.slipway.protocol.Isolation.ISOLATION_COMPAT)
            .setEphemeralBytes(10 << 20)
            .build());
    await(() -> status("a").getReason().equals("EphemeralStorage"));
    engine.written.clear();
    await(() -> status("a").getReady() && status("a").getRestarts() > 0);
    assertThat(engine.done)
        .containsSubsequence("signal slp-web-1-a-app SIGTERM", "remove slp-web-1-a-app");
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

  @Test
  void aGrpcAppIsReadyOnceItServes() throws Exception {
    try (var server = new HealthServer()) {
      server.serving = false;
      var asked = dev.slipway.protocol.GrpcProbe.newBuilder().setPort(server.port());
      desire(
          Pods.pod("a")
              .setReadiness(dev.slipway.protocol.Probe.newBuilder().setGrpc(asked))
              .build());
      awaitPhase("a", Phase.RUNNING);
      assertThat(status("a").getReady()).isFalse();
      server.serving = true;
      await(() -> status("a").getReady());
    }
  }

  @Test
  void whatIsStartedAgainIsNotReadyUntilItIsAskedAgain() throws Exception {
    try (var server = new HealthServer()) {
      var asked = dev.slipway.protocol.GrpcProbe.newBuilder().setPort(server.port());
      desire(
          Pods.pod("a")
              .setReadiness(dev.slipway.protocol.Probe.newBuilder().setGrpc(asked))
              .build());
      await(() -> status("a").getReady());
      server.serving = false;
      engine.end("slp-web-1-a-app", 1, false);
      await(() -> status("a").getRestarts() == 1 && status("a").getPhase() == Phase.RUNNING);
      assertThat(status("a").getReady()).isFalse();
      server.serving = true;
      await(() -> status("a").getReady());
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
    public List<String> lastLines(dev.slipway.agent.logs.LogSource source, int count) {
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
