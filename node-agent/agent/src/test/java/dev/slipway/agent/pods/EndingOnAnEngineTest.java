package dev.slipway.agent.pods;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Outbox;
import dev.slipway.agent.control.Reports;
import dev.slipway.agent.engine.Container;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.network.FakeNetwork;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.Hook;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A real program is asked to end. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class EndingOnAnEngineTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final String ADDRESS = "10.219.12.9";
  private static final NetworkSpec NETWORK = new NetworkSpec("sle-net", "slenet", "10.219.12.0/24");

  @TempDir Path state;
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final Ticker clock = new Ticker();

  @BeforeEach
  void imageAndNetwork() throws Exception {
    if (engine.images().image(IMAGE).isEmpty()) {
      engine.images().importFiles(IMAGE, Tars.busybox());
    }
    engine.ensureNetwork(NETWORK);
  }

  @AfterEach
  void cleanUp() {
    engine.containers().stream()
        .filter(container -> container.name().startsWith("sle-"))
        .forEach(container -> engine.remove(container.name()));
    engine.removeNetwork(NETWORK.name());
  }

  /** The script's exit code tells what it saw. */
  private Container running(String script) {
    var spec =
        new ContainerSpec(
            "sle-app",
            IMAGE,
            Map.of(Labels.POD, "sle", Labels.ROLE, "app"),
            List.of("/bin/busybox", "sh", "-c", script),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(500, 32 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(NETWORK.name(), ADDRESS, "web", List.of(), List.of()));
    engine.start(spec);
    // Its traps are set.
    await(() ->
        engine
                .exec(spec.name(), List.of("/bin/busybox", "ls", "/tmp/up"), Duration.ofSeconds(30))
                .exitCode()
            == 0);
    return engine.container(spec.name()).orElseThrow();
  }

  private static Pod.Builder pod() {
    return Pod.newBuilder()
        .setId("sle")
        .setName("sle")
        .setAddress(ADDRESS)
        .setIntent(Intent.STOP)
        .setTerminationGraceSeconds(20);
  }

  private PodMemory end(Pod pod, Container app) throws Exception {
    var ending =
        new Ending(
            engine,
            new FakeNetwork(engine, _ -> {}),
            new Hooks(engine, new PodEvents(new Reports(new Outbox()))),
            new Deadlines(state.resolve("deadlines.json")),
            clock);
    PodMemory memory = PodMemory.NEW.stopping(clock.instant());
    return ending
        .ask(new PodView("sle", pod, true, null, app, memory, Health.UNKNOWN), "")
        .apply(memory);
  }

  private int exitCode() {
    await(() -> !engine.container("sle-app").orElseThrow().running());
    return ((Container.Exited) engine.container("sle-app").orElseThrow().state()).code();
  }

  private static Hook exec(String script) {
    return Hook.newBuilder()
        .setExec(ExecProbe.newBuilder().addAllCommand(List.of("/bin/busybox", "sh", "-c", script)))
        .build();
  }

  @Test
  void theHookIsDoneBeforeTheSignalThatTheAppNames() throws Exception {
    Container app =
        running(
            "trap '[ -e /tmp/left ] && exit 7; exit 8' QUIT; trap 'exit 9' TERM; touch /tmp/up;"
                + " while :; do sleep 0.1; done");
    Pod pod = pod().setStopSignal("SIGQUIT").setPreStop(exec("sleep 1; touch /tmp/left")).build();
    var _ = end(pod, app);
    assertThat(exitCode()).isEqualTo(7);
  }

  @Test
  void withoutAnythingSaidItIsTheSignalOfTheImage() throws Exception {
    Container app = running("trap 'exit 9' TERM; touch /tmp/up; while :; do sleep 0.1; done");
    var _ = end(pod().build(), app);
    assertThat(exitCode()).isEqualTo(9);
  }

  @Test
  void aHookThatTakesTooLongCostsTheGraceAndTwoSeconds() throws Exception {
    Container app = running("trap 'exit 9' TERM; touch /tmp/up; while :; do sleep 0.1; done");
    Instant began = clock.instant();
    PodMemory memory =
        end(pod().setTerminationGraceSeconds(2).setPreStop(exec("sleep 60")).build(), app);
    Instant asked = clock.instant();
    // The hook alone would take a minute.
    assertThat(Duration.between(began, asked)).isBetween(seconds(2), seconds(50));
    assertThat(Instant.ofEpochMilli(memory.killAt()))
        .isBetween(began.plusMillis(3_900), asked.plusSeconds(2));
    assertThat(exitCode()).isEqualTo(9);
  }

  @Test
  void aHookMayBeARequestToTheApp() throws Exception {
    Container app =
        running(
            "trap '[ -e /tmp/asked ] && exit 7; exit 8' TERM; touch /tmp/up; (printf 'HTTP/1.1 200"
                + " OK\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "' | busybox nc -l -p 8080 > /tmp/asked) & while :; do sleep 0.1; done");
    var asked = HttpProbe.newBuilder().setPath("/leave").setPort(8080);
    var _ = end(pod().setPreStop(Hook.newBuilder().setHttp(asked)).build(), app);
    assertThat(exitCode()).isEqualTo(7);
  }

  @Test
  void anAgentThatStartsAnewKeepsTheDeadline() throws Exception {
    Container app = running("trap '' TERM; touch /tmp/up; while :; do sleep 0.1; done");
    Pod pod = pod().setTerminationGraceSeconds(60).setPreStop(exec("exit 0")).build();
    PodMemory first = end(pod, app);
    PodMemory second = end(pod, app);
    assertThat(second.killAt()).isEqualTo(first.killAt());
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
