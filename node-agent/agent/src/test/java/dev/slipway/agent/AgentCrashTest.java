package dev.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.FakeControlPlane;
import dev.slipway.agent.control.TestAuthority;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.Tars;
import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.ToAgent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent as a process of its own, on a real engine, killed without mercy. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class AgentCrashTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final String NETWORK = "6f2c1d9e-0000-7000-8000-000000000001";
  private static final int PODS = 6;
  private static final long SEED = System.nanoTime();

  @TempDir Path state;
  private final Path socket = Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", ""));
  private final DockerEngine engine = DockerEngine.at(socket);
  private final Random random = new Random(SEED);
  private final Map<String, PodStatus> statuses = new HashMap<>();
  private FakeControlPlane plane;
  private @Nullable Process agent;
  private long generation = 1;

  @BeforeEach
  void prepare() throws Exception {
    if (engine.images().image(IMAGE).isEmpty()) {
      engine.images().importFiles(IMAGE, Tars.busybox());
    }
    var authority = new TestAuthority();
    Files.writeString(state.resolve("token"), authority.token());
    plane = new FakeControlPlane(authority, 0);
  }

  @AfterEach
  void cleanUp() throws Exception {
    tell(List.of());
    if (agent == null || !agent.isAlive()) {
      startAgent();
    }
    await(() -> engine.containers().isEmpty());
    killAgent();
    plane.close();
    engine.networks().forEach(engine::removeNetwork);
  }

  private void startAgent() throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.slipway.agent.Agent");
    builder
        .environment()
        .putAll(
            Map.of(
                "SLIPWAY_AGENT_STATE",
                state.resolve("agent").toString(),
                "SLIPWAY_CONTROL_PLANE",
                "127.0.0.1:" + plane.port(),
                "SLIPWAY_JOIN_TOKEN_FILE",
                state.resolve("token").toString(),
                "SLIPWAY_DOCKER_SOCKET",
                socket.toString(),
                "SLIPWAY_APPS_PORT",
                "18080",
                // Fewer than pods, so that some take one and some do not.
                "SLIPWAY_SPARE_SANDBOXES",
                "4"));
    File log = state.resolve("agent.log").toFile();
    agent = builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  private void killAgent() throws InterruptedException {
    Process running = agent;
    if (running != null) {
      running.destroyForcibly();
      assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
      statuses.clear();
      plane.heard.clear();
    }
  }

  private void tell(List<Pod> pods) {
    var set =
        ToAgent.newBuilder()
            .setComplete(
                DesiredSet.newBuilder()
                    .setEpoch(1)
                    .setGeneration(generation++)
                    .addNetworks(Network.newBuilder().setId(NETWORK).setSubnet("10.212.9.0/24"))
                    .addAllPods(pods))
            .build();
    plane.opening.clear();
    plane.opening.add(set);
    if (agent != null && agent.isAlive()) {
      plane.sayIfConnected(set);
    }
  }

  private static List<Pod> pods(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i ->
            Pod.newBuilder()
                .setId("pod-" + i)
                .setName("slp-crash-1-" + i)
                .setAppId("app")
                .setIntent(Intent.RUN)
                .setNetworkId(NETWORK)
                .setAddress("10.212.9." + (10 + i))
                .setImage(IMAGE)
                .addAllCommand(List.of("/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/etc"))
                .setPort(8080)
                .setCpuMillis(200)
                .setMemoryBytes(32 << 20)
                .setPids(32)
                .setTerminationGraceSeconds(2)
                .setReadiness(
                    Probe.newBuilder()
                        .setTcp(dev.slipway.protocol.TcpProbe.newBuilder().setPort(8080)))
                .build())
        .toList();
  }

  /** Reads what was reported so far. */
  private void listen() {
    for (FromAgent said = plane.heard.poll(); said != null; said = plane.heard.poll()) {
      said.getHello().getPodsList().forEach(status -> statuses.put(status.getId(), status));
      said.getReport().getPodsList().forEach(status -> statuses.put(status.getId(), status));
      said.getReport().getGonePodsList().forEach(statuses::remove);
    }
  }

  private PodStatus first() {
    return statuses.getOrDefault("pod-0", PodStatus.getDefaultInstance());
  }

  private boolean allReady(int count) {
    listen();
    return statuses.values().stream().filter(PodStatus::getReady).count() == count;
  }

  private void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as(() -> "seed " + SEED + ", " + statuses + "\n" + log())
          .isLessThan(end);
      Thread.sleep(50);
    }
  }

  private String log() {
    try {
      return Files.readString(state.resolve("agent.log"));
    } catch (java.io.IOException e) {
      return "no log";
    }
  }

  private boolean engineAnswers() {
    try {
      return !engine.containers().isEmpty();
    } catch (dev.slipway.agent.engine.EngineException e) {
      return false;
    }
  }

  private Map<String, String> runs() {
    return engine.containers().stream()
        .collect(
            Collectors.toMap(Container::name, c -> c.id() + c.state(), (a, _) -> a, TreeMap::new));
  }

  @Test
  void eachPodIsThereOnceWheneverTheAgentWasKilled() throws Exception {
    tell(pods(PODS));
    for (int i = 0; i < 6; i++) {
      startAgent();
      Thread.sleep(random.nextInt(500, 5000));
      killAgent();
    }
    startAgent();
    await(() -> allReady(PODS));
    assertThat(runs().keySet()).hasSize(2 * PODS);
    assertThat(engine.containers()).allMatch(Container::running);
  }

  @Test
  void podsThatRunDoNotNoticeThatTheAgentIsKilled() throws Exception {
    tell(pods(PODS));
    startAgent();
    await(() -> allReady(PODS));
    Map<String, String> before = runs();
    for (int i = 0; i < 5; i++) {
      killAgent();
      startAgent();
      Thread.sleep(random.nextInt(200, 3000));
    }
    await(() -> allReady(PODS));
    assertThat(runs()).isEqualTo(before);
    assertThat(statuses.values()).allMatch(status -> status.getRestarts() == 0);
  }

  @Test
  void podsAreEndedOnceWheneverTheAgentWasKilled() throws Exception {
    tell(pods(PODS));
    startAgent();
    await(() -> allReady(PODS));
    List<Pod> stopped =
        pods(PODS).stream().map(pod -> pod.toBuilder().setIntent(Intent.STOP).build()).toList();
    tell(stopped);
    for (int i = 0; i < 4; i++) {
      Thread.sleep(random.nextInt(100, 1500));
      killAgent();
      startAgent();
    }
    await(() -> engine.containers().isEmpty());
    assertThat(statuses.values()).noneMatch(PodStatus::getReady);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
  void podsLiveOnWhileTheEngineIsKilledAndComesBack() throws Exception {
    tell(pods(PODS));
    startAgent();
    await(() -> allReady(PODS));
    Map<String, String> before = runs();
    assertThat(dockerd().destroyForcibly()).isTrue();
    await(this::engineAnswers);
    engine.remove("slp-crash-1-0-app");
    before.remove("slp-crash-1-0-app");
    await(() -> runs().size() == 2 * PODS && allReady(PODS));
    assertThat(runs()).containsAllEntriesOf(before);
  }

  /** The test host's engine, by the number it wrote down. */
  private static ProcessHandle dockerd() throws IOException {
    Path file = Path.of(System.getenv("SLIPWAY_LAB_STATE")).resolve("engine/docker.pid");
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }

  @Test
  void replacesWhatIsRemovedByHandAndLeavesOthersAlone() throws Exception {
    tell(pods(1));
    startAgent();
    await(() -> allReady(1));
    Map<String, String> before = runs();
    engine.remove("slp-crash-1-0");
    await(() -> runs().size() == 2 && !runs().equals(before) && allReady(1));
    assertThat(runs().keySet()).isEqualTo(before.keySet());
  }

  @Test
  void whatIsAskedOverHttpIsAskedAtThePod() throws Exception {
    Pod pod =
        pods(1).getFirst().toBuilder()
            .setReadiness(
                Probe.newBuilder().setHttp(HttpProbe.newBuilder().setPath("/none").setPort(8080)))
            .build();
    tell(List.of(pod));
    startAgent();
    await(() -> {
      listen();
      PodStatus status = statuses.get("pod-0");
      return status != null && status.getReason().equals("ProbeFailed");
    });
    assertThat(first().getMessage()).contains("answered 404");
  }

  @Test
  void saysWhatTheAppListensOnInstead() throws Exception {
    tell(List.of(pods(1).getFirst().toBuilder().setPort(9000).clearReadiness().build()));
    startAgent();
    await(() -> {
      listen();
      PodStatus status = statuses.get("pod-0");
      return status != null && status.getReason().equals("PortNotListening");
    });
    assertThat(first().getMessage()).contains("8080", "not on 9000");
  }

  @Test
  void saysWhyAnAppEndsAtOnce() throws Exception {
    tell(
        List.of(
            pods(1).getFirst().toBuilder()
                .clearCommand()
                .addAllCommand(List.of("/bin/busybox", "sh", "-c", "echo no database; exit 3"))
                .build()));
    startAgent();
    await(() -> {
      listen();
      PodStatus status = statuses.get("pod-0");
      return status != null && status.getRestarts() > 1 && !status.getReason().isEmpty();
    });
    PodStatus status = first();
    assertThat(status.getExitCode()).isEqualTo(3);
    assertThat(status.getMessage()).contains("code 3", "no database");
  }
}
