package dev.slipway.agent.metrics;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.control.TestReports;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.ingress.RequestCount;
import dev.slipway.protocol.PodUsage;
import dev.slipway.protocol.PodUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Containers of a real engine in the control groups of a real kernel. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class UsageOnAnEngineTest {
  private static final String IMAGE = "slipway-usage/busybox:1";
  private static final NetworkSpec NETWORK = new NetworkSpec("slu-net", "slunet", "10.219.11.0/24");
  private static final int CPU_MILLIS = 200;
  private static final long SECOND = 1_000_000_000L;

  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final Reports reports = new Reports(new Outbox());
  private final UsageWatch watch =
      new UsageWatch(
          Cgroups.ofThisMachine(), this::running, UsageOnAnEngineTest::noIngress, reports);

  @BeforeEach
  void start() throws Exception {
    engine.images().importFiles(IMAGE, Tars.busybox());
    engine.ensureNetwork(NETWORK);
  }

  @AfterEach
  void cleanUp() {
    engine.containers().stream()
        .filter(container -> container.name().startsWith("slu-"))
        .forEach(container -> engine.remove(container.name()));
    engine.removeNetwork(NETWORK.name());
  }

  private static List<RequestCount> noIngress() throws IOException {
    throw new IOException("There is none.");
  }

  private List<Container> running() {
    return engine.containers().stream().filter(Container::running).toList();
  }

  private void start(String name, int address, String script) {
    engine.start(
        new ContainerSpec(
            name,
            IMAGE,
            Map.of(Labels.POD, name, Labels.APP, "app"),
            List.of("/bin/busybox", "sh", "-c", script),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(CPU_MILLIS, 128 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(
                NETWORK.name(), "10.219.11." + address, "web", List.of(), List.of())));
  }

  private PodUsage measured() {
    watch.turn(System.nanoTime());
    return TestReports.take(reports).getUsage();
  }

  private static PodUse of(PodUsage usage, String pod) {
    return usage.getPodsList().stream()
        .filter(use -> use.getPodId().equals(pod))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBusyContainerUsesItsLimitAndAnIdleOneNothing() {
    start("slu-busy", 2, "while :; do :; done");
    start("slu-idle", 3, "exec /bin/busybox sleep 1000");
    await(() -> running().size() == 2);
    var first = measured();
    assertThat(of(first, "slu-busy").hasCpuMillis()).isFalse();
    assertThat(first.getRequestsKnown()).isFalse();
    // The kernel lets it run over by a slice at most; a loaded machine may give it less for a
    // while.
    var usage = ofThreeSeconds();
    for (int i = 0; i < 10 && !isPlausible(usage); i++) {
      usage = ofThreeSeconds();
    }
    assertThat(of(usage, "slu-busy").getCpuMillis()).isBetween(CPU_MILLIS / 2, CPU_MILLIS * 5 / 4);
    assertThat(of(usage, "slu-idle").getCpuMillis()).isLessThan(CPU_MILLIS / 4);
  }

  private PodUsage ofThreeSeconds() {
    long began = System.nanoTime();
    await(() -> System.nanoTime() - began > 3 * SECOND);
    return measured();
  }

  private static boolean isPlausible(PodUsage usage) {
    int millis = of(usage, "slu-busy").getCpuMillis();
    return millis >= CPU_MILLIS / 2
        && millis <= CPU_MILLIS * 5 / 4
        && of(usage, "slu-idle").getCpuMillis() < CPU_MILLIS / 4;
  }

  @Test
  void memoryThatIsHeldIsSeen() {
    // A shell that remembers sixteen million letters.
    start(
        "slu-full",
        4,
        "a=x; while [ ${#a} -lt 16777216 ]; do a=$a$a; done; while :; do /bin/busybox sleep 1; done");
    start("slu-idle", 5, "exec /bin/busybox sleep 1000");
    await(() -> running().size() == 2);
    await(() -> of(measured(), "slu-full").getMemoryBytes() > 16L << 20);
    assertThat(of(measured(), "slu-idle").getMemoryBytes()).isBetween(1L, 16L << 20);
  }
}
