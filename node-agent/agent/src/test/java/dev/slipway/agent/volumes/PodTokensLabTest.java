package dev.slipway.agent.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.control.Desire;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.DockerEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.NetworkSpec;
import dev.slipway.agent.engine.Tars;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Welcome;
import dev.slipway.protocol.WorkloadToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine, with memory of its own mounted: nothing of it is left. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_LAB", matches = ".+")
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class PodTokensLabTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final String CONTAINER = "slp-token-a";
  private static final String FILE = "/var/run/slipway/token";
  private static final NetworkSpec NETWORK =
      new NetworkSpec("slt-tokens", "slttokens", "10.219.9.0/24");
  private static final Pod POD =
      Pod.newBuilder()
          .setId("a")
          .addMounts(
              Mount.newBuilder()
                  .setPath("/var/run/slipway")
                  .setReadOnly(true)
                  .setToken(WorkloadToken.getDefaultInstance()))
          .build();

  @TempDir Path state;
  private final LocalExec exec = new LocalExec();
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final FakeTokenPlane plane = new FakeTokenPlane();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private PodMounts mounts;

  @BeforeEach
  void start() throws Exception {
    if (engine.images().image(IMAGE).isEmpty()) {
      engine.images().importFiles(IMAGE, Tars.busybox());
    }
    engine.ensureNetwork(NETWORK);
    mounts =
        PodMounts.in(
            state,
            NodeVolumes.in(state.resolve("volumes"), exec),
            plane.connect(),
            exec,
            () -> now);
    mounts.tokens().desire(new Desire(Map.of("a", POD), Map.of(), Welcome.getDefaultInstance()));
    var app =
        new ContainerSpec(
            CONTAINER,
            IMAGE,
            Map.of(Labels.POD, "a", Labels.ROLE, "app", Labels.NAME, CONTAINER),
            List.of("/bin/busybox", "sleep", "1000"),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(500, 64 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(NETWORK.name(), "10.219.9.10", "a", List.of(), List.of()));
    engine.start(mounts.into(app, POD));
  }

  @AfterEach
  void end() throws Exception {
    engine.containers().forEach(container -> engine.remove(container.name()));
    boolean _ = engine.removeNetwork(NETWORK.name());
    mounts.sweep(Set::of);
    Path memory = state.resolve("memory").resolve("secrets");
    assertThat(exec.run(Command.of("umount", memory.toString())).timedOut()).isFalse();
  }

  private String in(String script) {
    return engine
        .exec(CONTAINER, List.of("/bin/busybox", "sh", "-c", script), Duration.ofMinutes(1))
        .output();
  }

  @Test
  void theProgramReadsItsTokenAsItsUser() {
    assertThat(in("cat " + FILE)).isEqualTo("slpi_1");
    assertThat(in("ls -A /var/run/slipway")).isEqualTo("token\n");
  }

  @Test
  void theProgramFindsTheNewOneInTheSamePlace() throws Exception {
    assertThat(in("cat " + FILE)).isEqualTo("slpi_1");
    now = now.plus(Duration.ofMinutes(40));
    mounts.tokens().look();
    assertThat(in("cat " + FILE)).isEqualTo("slpi_2");
  }

  @Test
  void theProgramCannotChangeIt() {
    assertThat(
            in(
                "echo mine > "
                    + FILE
                    + " 2>&1; rm "
                    + FILE
                    + " 2>&1; touch /var/run/slipway/x 2>&1"))
        .contains("Read-only file system");
    assertThat(in("cat " + FILE)).isEqualTo("slpi_1");
  }

  @Test
  void nothingIsLeftOfItWhenThePodHasGone() throws Exception {
    engine.remove(CONTAINER);
    mounts.release("a");
    assertThat(state.resolve("memory").resolve("secrets").resolve("a")).doesNotExist();
  }
}
