package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.RestartPolicy;
import dev.slipway.protocol.TemporarySpace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompanionsTest {
  private static final String NAME = "slp-web-1-a";
  private static final String APP = NAME + "-app";
  private static final String OTHER_IMAGE = "registry.test/acme/proxy@sha256:1";
  private static final List<String> SHELL = List.of("/bin/busybox", "sh", "-c");

  @TempDir Path state;
  private final FakeEngine engine = new FakeEngine();
  private TestPodAgent agent;

  @BeforeEach
  void startAgent() throws InterruptedException {
    agent = new TestPodAgent(engine, engine, state, "10.11.3.0/24");
  }

  @AfterEach
  void stopAgent() throws InterruptedException {
    agent.desire();
    agent.awaitNothing();
    agent.close();
  }

  private static Companion.Builder companion(String name, String... command) {
    return Companion.newBuilder()
        .setName(name)
        .setImage(OTHER_IMAGE)
        .addAllCommand(List.of(command))
        .setCpuMillis(50)
        .setMemoryBytes(16 << 20)
        .setPids(16);
  }

  private static Companion init(String name, String statement) {
    return companion(name, SHELL.get(0), SHELL.get(1), SHELL.get(2), statement).build();
  }

  private static Companion sidecar(String name) {
    return companion(name, "/bin/busybox", "sleep", "1000").build();
  }

  private static Pod.Builder pod() {
    return Pods.pod("a").setImage("too-old").setMainImage(Pods.IMAGE);
  }

  private static String name(String companion) {
    return NAME + "_" + companion;
  }

  @Test
  void whatRunsBesideTheAppIsMeasuredToo() {
    agent.desire(pod().addSidecars(sidecar("proxy")).build());
    await(() -> agent.status("a").getReady());
    await(() -> agent.running().stream().map(Container::name).toList().contains(name("proxy")));
  }

  @Test
  void initContainersRunToTheirEndOneAfterTheOtherBeforeTheApp() {
    agent.desire(
        pod()
            .addInitContainers(init("one", "exit 0"))
            .addInitContainers(init("two", "exit 0"))
            .build());
    await(() -> agent.status("a").getReady());
    assertThat(engine.done)
        .containsSubsequence(
            "start " + NAME, "start " + name("one"), "start " + name("two"), "start " + APP)
        .doesNotHaveDuplicates();
    assertThat(engine.spec(APP).image()).isEqualTo(Pods.IMAGE);
    assertThat(agent.status("a", "one").getPhase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(agent.status("a", "app").getPhase()).isEqualTo(Phase.RUNNING);
    assertThat(agent.status("a").getContainersList())
        .extracting(one -> one.getName())
        .containsExactly("one", "two", "app");
  }

  @Test
  void theContainersOfAPodShareItsNetworkEnvironmentMountsAndUser() {
    var space =
        Mount.newBuilder()
            .setPath("/shared")
            .setTemporary(TemporarySpace.newBuilder().setSizeBytes(16 << 20));
    engine.has(Pods.IMAGE, "20000:20000");
    engine.has(OTHER_IMAGE, "30000:30000");
    agent.desire(
        pod()
            .putEnvironment("DATABASE", "db")
            .putEnvironment("MODE", "app")
            .addMounts(space)
            .addSidecars(
                companion("proxy", "/bin/busybox", "sleep", "1000").putEnvironment("MODE", "proxy"))
            .build());
    await(() -> agent.status("a").getReady());
    ContainerSpec app = engine.spec(APP);
    ContainerSpec proxy = engine.spec(name("proxy"));
    assertThat(proxy.attachment()).isEqualTo(app.attachment());
    assertThat(proxy.mounts()).isEqualTo(app.mounts()).isNotEmpty();
    assertThat(proxy.user()).isEqualTo(app.user()).isEqualTo("20000:20000");
    assertThat(proxy.image()).isEqualTo(OTHER_IMAGE);
    assertThat(proxy.environment()).containsEntry("DATABASE", "db").containsEntry("MODE", "proxy");
    assertThat(app.environment()).containsEntry("MODE", "app");
    assertThat(proxy.labels())
        .containsEntry(Labels.POD, "a")
        .containsEntry(Labels.CONTAINER, "proxy")
        .containsEntry(Labels.ROLE, "sidecar");
  }

  @Test
  void anInitContainerThatFailsIsTriedAgainAndSaysWhy() {
    agent.desire(pod().addInitContainers(init("migrate", "echo no database; exit 3")).build());
    await(() -> agent.status("a", "migrate").getRestarts() == 1);
    await(() -> agent.status("a").getPhase() == Phase.EXITED);
    assertThat(agent.status("a").getReason()).isEqualTo("Error");
    assertThat(agent.status("a").getExitCode()).isEqualTo(3);
    assertThat(agent.status("a").getMessage())
        .isEqualTo("The init container migrate ended with code 3. Its last line: no database");
    assertThat(agent.status("a").getRestarts()).isEqualTo(1);
    assertThat(agent.status("a", "app").getPhase()).isEqualTo(Phase.PHASE_UNSPECIFIED);
    assertThat(engine.container(APP)).isEmpty();
  }

  @Test
  void theBackOffOfAnInitContainerOutlivesTheAgent() throws Exception {
    var pod = pod().addInitContainers(init("migrate", "exit 3")).build();
    agent.desire(pod);
    await(() -> agent.status("a", "migrate").getRestarts() == 1);
    await(() -> agent.status("a", "migrate").getPhase() == Phase.EXITED);
    agent.restart();
    agent.desire(pod);
    agent.awaitPhase("a", "migrate", Phase.EXITED);
    assertThat(agent.status("a", "migrate").getRestarts()).isEqualTo(1);
    await(() -> agent.status("a", "migrate").getRestarts() == 2);
  }

  @Test
  void aPodThatMayRunOnlyOnceFailsWithItsInitContainer() {
    agent.desire(
        pod()
            .setRestart(RestartPolicy.RESTART_NEVER)
            .addSidecars(sidecar("proxy").toBuilder().setBeforeInit(true))
            .addInitContainers(init("migrate", "exit 3"))
            .build());
    agent.awaitPhase("a", Phase.FAILED);
    assertThat(agent.status("a").getExitCode()).isEqualTo(3);
    assertThat(engine.container(APP)).isEmpty();
    await(() -> !engine.container(name("proxy")).orElseThrow().running());
  }

  @Test
  void anAgentThatComesBackDoesNotRunInitContainersAgain() throws Exception {
    var pod = pod().addInitContainers(init("one", "exit 0")).addSidecars(sidecar("proxy")).build();
    agent.desire(pod);
    await(() -> agent.status("a").getReady());
    String before = engine.containers().toString();
    engine.done.clear();
    agent.restart();
    agent.desire(pod);
    await(() -> agent.status("a").getReady());
    assertThat(engine.containers()).hasToString(before);
    assertThat(engine.done).isEmpty();
  }

  @Test
  void anAgentThatComesBackInTheMiddleGoesOnWhereItWas() throws Exception {
    var pod =
        pod()
            .addInitContainers(init("one", "exit 0"))
            .addInitContainers(companion("two", "/bin/busybox", "sleep", "1000"))
            .build();
    agent.desire(pod);
    agent.awaitPhase("a", "two", Phase.RUNNING);
    engine.done.clear();
    agent.restart();
    agent.desire(pod);
    agent.awaitPhase("a", "two", Phase.RUNNING);
    engine.end(name("two"), 0, false);
    await(() -> agent.status("a").getReady());
    assertThat(engine.done).containsExactly("start " + APP);
  }

  @Test
  void sidecarsStartInOrderBeforeTheApp() {
    agent.desire(
        pod()
            .addInitContainers(init("migrate", "exit 0"))
            .addSidecars(sidecar("late"))
            .addSidecars(sidecar("early").toBuilder().setBeforeInit(true))
            .build());
    await(() -> agent.status("a").getReady());
    assertThat(engine.done)
        .containsSubsequence(
            "start " + name("early"),
            "start " + name("migrate"),
            "start " + name("late"),
            "start " + APP);
  }

  @Test
  void theAppWaitsForTheStartupProbeOfASidecar() {
    var startup = Probe.newBuilder().setPeriodSeconds(1).setFailureThreshold(1000);
    agent.desire(
        pod()
            .addSidecars(
                sidecar("proxy").toBuilder()
                    .setStartup(
                        startup.setExec(
                            ExecProbe.newBuilder().addAllCommand(SHELL).addCommand("exit 1"))))
            .build());
    agent.awaitPhase("a", "proxy", Phase.RUNNING);
    agent.awaitPhase("a", Phase.STARTING);
    assertThat(engine.container(APP)).isEmpty();
  }

  @Test
  void thePodIsReadyWithAllItsSidecars() {
    agent.desire(
        pod()
            .addSidecars(
                sidecar("proxy").toBuilder()
                    .setReadiness(
                        Probe.newBuilder()
                            .setExec(
                                ExecProbe.newBuilder().addAllCommand(SHELL).addCommand("exit 1"))))
            .build());
    agent.awaitPhase("a", Phase.RUNNING);
    await(() -> agent.status("a", "app").getReady());
    assertThat(agent.status("a").getReady()).isFalse();
    assertThat(agent.status("a").getReason()).isEqualTo("SidecarNotReady");
    assertThat(agent.status("a").getMessage()).startsWith("The sidecar proxy is not ready.");
  }

  @Test
  void aSidecarThatEndsIsStartedAgainAndTheAppRunsOn() {
    agent.desire(pod().addSidecars(sidecar("proxy")).build());
    await(() -> agent.status("a").getReady());
    Container app = engine.container(APP).orElseThrow();
    engine.end(name("proxy"), 0, false);
    await(() -> agent.status("a", "proxy").getRestarts() == 1);
    await(() -> agent.status("a").getReady());
    assertThat(agent.status("a").getRestarts()).isZero();
    assertThat(engine.container(APP)).hasValue(app);
  }

  @Test
  void anAppThatEndsIsStartedAgainAndItsSidecarsRunOn() {
    agent.desire(
        pod().addInitContainers(init("one", "exit 0")).addSidecars(sidecar("proxy")).build());
    await(() -> agent.status("a").getReady());
    Container proxy = engine.container(name("proxy")).orElseThrow();
    engine.done.clear();
    engine.end(APP, 3, false);
    await(() -> agent.status("a", "app").getRestarts() == 1);
    assertThat(engine.container(name("proxy"))).hasValue(proxy);
    assertThat(engine.done).containsExactly("start " + APP);
  }

  @Test
  void inANewSandboxEverythingRunsAgainInOrder() {
    agent.desire(
        pod().addInitContainers(init("one", "exit 0")).addSidecars(sidecar("proxy")).build());
    await(() -> agent.status("a").getReady());
    engine.done.clear();
    engine.remove(NAME);
    await(() -> engine.done.contains("start " + APP));
    await(() -> agent.status("a").getReady());
    assertThat(engine.done)
        .containsSubsequence(
            "start " + NAME, "start " + name("one"), "start " + name("proxy"), "start " + APP);
  }

  @Test
  void theAppEndsFirstThenSidecarsInReverseThenNothingIsLeft() {
    var pod = pod().addSidecars(sidecar("one")).addSidecars(sidecar("two")).build();
    agent.desire(pod);
    await(() -> agent.status("a").getReady());
    agent.desire(pod.toBuilder().setIntent(Intent.STOP).build());
    await(() -> engine.containers().isEmpty());
    assertThat(engine.done)
        .containsSubsequence(
            "signal " + APP + " SIGTERM",
            "signal " + name("two") + " SIGTERM",
            "signal " + name("one") + " SIGTERM",
            "remove " + NAME);
  }

  @Test
  void aSidecarThatDoesNotListenIsKilled() {
    var pod =
        pod()
            .addSidecars(companion("deaf", "/bin/busybox", "sleep", "1000", "deaf").build())
            .build();
    agent.desire(pod);
    await(() -> agent.status("a").getReady());
    agent.desire(pod.toBuilder().setIntent(Intent.STOP).build());
    await(() -> engine.containers().isEmpty());
    assertThat(engine.done).contains("signal " + name("deaf") + " SIGKILL");
  }

  @Test
  void takesAwayAllContainersOfAPodItWasNotToldOf() throws Exception {
    agent.desire(pod().addSidecars(sidecar("one")).addSidecars(sidecar("two")).build());
    await(() -> agent.status("a").getReady());
    agent.restart();
    agent.desire();
    await(() -> engine.containers().isEmpty());
    assertThat(engine.done)
        .containsSubsequence(
            "signal " + APP + " SIGTERM",
            "signal " + name("two") + " SIGTERM",
            "signal " + name("one") + " SIGTERM");
  }

  @Test
  void aJobSucceedsWithItsAppAndItsSidecarsEnd() {
    agent.desire(
        pod().setRestart(RestartPolicy.RESTART_ON_FAILURE).addSidecars(sidecar("proxy")).build());
    await(() -> agent.status("a").getReady());
    engine.end(APP, 0, false);
    agent.awaitPhase("a", Phase.SUCCEEDED);
    await(() -> !engine.container(name("proxy")).orElseThrow().running());
    agent.awaitPhase("a", "proxy", Phase.SUCCEEDED);
    assertThat(agent.status("a").getExitCode()).isZero();
  }

  @Test
  void anImageThatCannotBeFetchedIsToldWithItsContainer() {
    engine.broken.add(OTHER_IMAGE);
    agent.desire(pod().addInitContainers(init("one", "exit 0")).build());
    await(() -> agent.status("a").getReason().equals("ImagePullFailed"));
    assertThat(agent.status("a").getPhase()).isEqualTo(Phase.PULLING);
    assertThat(agent.status("a", "one").getReason()).isEqualTo("ImagePullFailed");
  }

  @Test
  void eachContainersLogIsReadByItsName() {
    var pod =
        pod()
            .setCommand(1, "sh")
            .setCommand(2, "-c")
            .addCommand("echo from the app")
            .addInitContainers(init("migrate", "echo from migrate; exit 0"))
            .build();
    agent.desire(pod);
    await(() -> agent.status("a").getReady());
    await(() -> agent.lines(pod, "").size() == 2);
    assertThat(agent.lines(pod, "")).containsExactly("migrate: from migrate", ": from the app");
    assertThat(agent.lines(pod, "migrate")).containsExactly("migrate: from migrate");
    assertThat(agent.lines(pod, "app")).containsExactly(": from the app");
  }
}
