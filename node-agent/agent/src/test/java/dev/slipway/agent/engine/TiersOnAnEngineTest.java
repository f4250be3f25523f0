package dev.slipway.agent.engine;

import static dev.slipway.agent.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tiers are on a real engine, seen from outside and from inside. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class TiersOnAnEngineTest {
  private static final String IMAGE = "slipway-test/busybox:1";
  private static final NetworkSpec NETWORK = new NetworkSpec("slr-net", "slrnet", "10.219.11.0/24");

  private final DockerConnection connection =
      new DockerConnection(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));
  private final DockerEngine engine = new DockerEngine(connection);

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
        .filter(container -> container.name().startsWith("slr-"))
        .forEach(container -> engine.remove(container.name()));
    engine.removeNetwork(NETWORK.name());
  }

  private static ContainerSpec spec(String name, Policy policy, String user) {
    return new ContainerSpec(
            "slr-" + name,
            IMAGE,
            Map.of(Labels.POD, "slr", Labels.ROLE, "app"),
            List.of("/bin/busybox", "sleep", "1000"),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(500, 32 << 20, 32, 1 << 20),
            new ContainerSpec.Bridged(NETWORK.name(), "10.219.11.9", "web", List.of(), List.of()))
        .under(policy, user);
  }

  private ContainerSpec running(ContainerSpec spec) {
    engine.start(spec);
    await(() -> engine.container(spec.name()).map(Container::running).orElse(false));
    return spec;
  }

  private String inside(ContainerSpec spec, String script) {
    return engine
        .exec(spec.name(), List.of("/bin/busybox", "sh", "-c", script), Duration.ofMinutes(1))
        .output();
  }

  private HostConfig host(ContainerSpec spec) {
    return Objects.requireNonNull(
        connection.call(client -> client.inspectContainerCmd(spec.name()).exec()).getHostConfig());
  }

  @ParameterizedTest
  @ValueSource(ints = {-998, -997, 2, 938, 1000})
  void theKernelIsToldWhomToEndFirst(int score) {
    var spec = running(spec("score", new Policy(Tier.RESTRICTED, score), "10001:10001"));
    assertThat(inside(spec, "cat /proc/1/oom_score_adj").strip())
        .isEqualTo("" + Math.max(score, OomFloor.here()));
  }

  @Test
  void restrictedIsReadOnlyAndHasNoRights() {
    var spec = running(spec("restricted", Policy.USUAL, "10001:10001"));
    HostConfig host = host(spec);
    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getCapAdd()).isNullOrEmpty();
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(inside(spec, "touch /x 2>&1")).contains("Read-only");
  }

  @Test
  void compatIsRootWithFewRightsAndAFileSystemOfItsOwn() {
    var spec = running(spec("compat", new Policy(Tier.COMPAT, 300), "0:0"));
    HostConfig host = host(spec);
    assertThat(host.getReadonlyRootfs()).isFalse();
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(host.getCapAdd()).containsExactlyInAnyOrderElementsOf(Compat.CAPABILITIES);
    assertThat(host.getPrivileged()).isFalse();
    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges:true");
    assertThat(host.getBinds()).isNullOrEmpty();
    assertThat(inside(spec, "busybox id -u; touch /x && busybox chown 1000 /x && echo wrote"))
        .contains("0\n", "wrote");
    // Neither NET_RAW nor MKNOD nor SYS_ADMIN.
    assertThat(inside(spec, "cat /proc/self/status | busybox grep -E 'CapEff|NoNewPrivs|Seccomp:'"))
        .contains("CapEff:\t00000000a00405fb", "NoNewPrivs:\t1", "Seccomp:\t2");
    assertThat(inside(spec, "busybox mknod /d b 8 0 2>&1; busybox mount -t tmpfs x /tmp 2>&1"))
        .contains("mknod: /d: Operation not permitted", "mount");
  }

  @Test
  void whatIsWrittenOnTopOfTheImageIsMeasured() {
    var spec = running(spec("written", new Policy(Tier.COMPAT, 300), "0:0"));
    long before = engine.written(spec.name());
    inside(spec, "busybox dd if=/dev/zero of=/big bs=1024k count=5 2>&1");
    assertThat(engine.written(spec.name()) - before).isGreaterThanOrEqualTo(5 << 20);
    assertThat(engine.written("slr-nobody")).isZero();
  }

  /** Never a weaker one in its place. */
  @Test
  void anEngineWithoutGvisorDoesNotRunASandboxAtAll() {
    assumeThat(engine.info().runtimes()).doesNotContain(Tier.SANDBOX_RUNTIME);
    var spec = spec("sandbox", new Policy(Tier.SANDBOX, 300), "10001:10001");
    assertThatThrownBy(() -> engine.start(spec))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("runtime");
    assertThat(engine.container(spec.name()).map(Container::running).orElse(false)).isFalse();
  }

  @Test
  void theEngineNamesItsRuntimes() {
    assertThat(engine.info().runtimes()).contains("runc");
  }
}
