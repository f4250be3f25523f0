package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.Tars;
import dev.slipway.protocol.Companion;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.TemporarySpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Pods of several containers, on a real engine. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class CompanionsOnAnEngineTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final String NAME = "slp-companions-1-abcdef";

  @TempDir Path state;
  private final DockerEngine docker =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private TestPodAgent agent;

  @BeforeEach
  void startAgent() throws Exception {
    if (docker.images().image(IMAGE).isEmpty()) {
      docker.images().importFiles(IMAGE, Tars.busybox());
    }
    agent = new TestPodAgent(docker, docker.images(), state, "10.213.7.0/24");
  }

  @AfterEach
  void stopAgent() throws InterruptedException {
    agent.desire();
    await(() -> docker.containers().isEmpty());
    agent.close();
    docker.networks().forEach(docker::removeNetwork);
  }

  private static Pod.Builder pod(String script) {
    return Pod.newBuilder()
        .setId("companions")
        .setName(NAME)
        .setAppId("app")
        .setIntent(Intent.RUN)
        .setNetworkId("network-1")
        .setAddress("10.213.7.10")
        .setImage("too-old")
        .setMainImage(IMAGE)
        .addAllCommand(shell(script))
        .setCpuMillis(200)
        .setMemoryBytes(32 << 20)
        .setPids(32)
        .setTerminationGraceSeconds(10)
        .addMounts(
            Mount.newBuilder()
                .setPath("/shared")
                .setTemporary(TemporarySpace.newBuilder().setSizeBytes(16 << 20)));
  }

  private static Companion.Builder companion(String name, String script) {
    return Companion.newBuilder()
        .setName(name)
        .setImage(IMAGE)
        .addAllCommand(shell(script))
        .setCpuMillis(200)
        .setMemoryBytes(32 << 20)
        .setPids(32);
  }

  private static List<String> shell(String script) {
    return List.of("/bin/busybox", "sh", "-c", script);
  }

  /** Serves what is shared until it is told to end. */
  private static String serving(int port) {
    return "busybox httpd -p "
        + port
        + " -h /shared; trap 'exit 0' TERM; while :; do sleep 0.1; done";
  }

  @Test
  void initContainersPrepareWhatTheAppReadsAndSidecarsAnswerOnLocalhost() {
    Pod pod =
        pod("cat /shared/file; busybox wget -q -O - http://127.0.0.1:9090/file; sleep 1000")
            .addInitContainers(companion("one", "echo one > /shared/file"))
            .addInitContainers(companion("two", "echo two >> /shared/file"))
            .addSidecars(
                companion("proxy", serving(9090))
                    .setStartup(
                        Probe.newBuilder()
                            .setPeriodSeconds(1)
                            .setFailureThreshold(60)
                            .setExec(
                                ExecProbe.newBuilder()
                                    .addAllCommand(
                                        shell("busybox wget -q -O - http://127.0.0.1:9090/file")))))
            .build();
    agent.desire(pod);
    await(() -> agent.lines(pod, "app").size() == 4);
    assertThat(agent.lines(pod, "app")).containsExactly(": one", ": two", ": one", ": two");
    await(() -> agent.status("companions").getReady());
    assertThat(started("one")).isBefore(started("two"));
    assertThat(started("two")).isBefore(started("proxy"));
    assertThat(started("proxy")).isBefore(started(null));
  }

  @Test
  void anInitContainerThatFailsIsTriedAgainUntilItSucceeds() throws Exception {
    String script = "echo x >> /shared/tries; [ $(busybox wc -l < /shared/tries) -ge 3 ] || exit 7";
    Pod pod =
        pod("cat /shared/tries; sleep 1000")
            .addInitContainers(companion("migrate", script))
            .build();
    agent.desire(pod);
    await(() -> agent.status("companions").getPhase() == Phase.EXITED);
    assertThat(agent.status("companions", "migrate").getExitCode()).isEqualTo(7);
    agent.restart();
    agent.desire(pod);
    await(() -> agent.status("companions").getReady());
    assertThat(agent.status("companions", "migrate").getRestarts()).isEqualTo(2);
    assertThat(agent.status("companions", "migrate").getPhase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(agent.lines(pod, "app")).hasSize(3);
  }

  @Test
  void theAppEndsFirstAndItsSidecarsInReverse() {
    String ending = "trap 'exit 0' TERM; while :; do sleep 0.1; done";
    Pod pod =
        pod(ending)
            .addSidecars(companion("one", ending))
            .addSidecars(companion("two", ending))
            .build();
    agent.desire(pod);
    await(() -> agent.status("companions").getReady());
    var ends = new CopyOnWriteArrayList<String>();
    try (var _ =
        docker.events(
            event -> {
              if (event.action().equals("die")) {
                ends.add(event.container());
              }
            },
            () -> {})) {
      agent.desire(pod.toBuilder().setIntent(Intent.STOP).build());
      await(() -> docker.containers().isEmpty());
      await(() -> ends.size() == 4);
    }
    assertThat(ends).containsExactly(NAME + "-app", NAME + "_two", NAME + "_one", NAME);
  }

  @Test
  void anAgentThatComesBackFindsEverythingAsItWas() throws Exception {
    Pod pod =
        pod("sleep 1000")
            .addInitContainers(companion("one", "true"))
            .addSidecars(companion("proxy", serving(9090)))
            .build();
    agent.desire(pod);
    await(() -> agent.status("companions").getReady());
    List<String> before = docker.containers().stream().map(Container::toString).sorted().toList();
    agent.restart();
    agent.desire(pod);
    await(() -> agent.status("companions").getReady());
    assertThat(docker.containers().stream().map(Container::toString).sorted())
        .containsExactlyElementsOf(before);
  }

  private Instant started(@Nullable String companion) {
    String name = companion == null ? NAME + "-app" : NAME + "_" + companion;
    return switch (docker.container(name).orElseThrow().state()) {
      case Container.Created() -> throw new AssertionError(name + " never ran");
      case Container.Running(var since, _) -> since;
      case Container.Exited(var began, _, _, _) -> began;
    };
  }
}
