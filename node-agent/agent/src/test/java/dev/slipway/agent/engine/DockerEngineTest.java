package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract, on a real engine. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class DockerEngineTest extends ContainerEngineContract {
  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));

  @Override
  ContainerEngine engine() {
    return engine;
  }

  @Override
  ImageEngine images() {
    return engine.images();
  }

  @Override
  SandboxEngine sandboxes() {
    return engine.sandboxes();
  }

  @Test
  void whatJoinsASandboxReadsWhoItIs() {
    var plain = spec("identity", "/bin/busybox", "sleep", "100");
    var sandbox =
        new ContainerSpec(
            plain.name(),
            plain.image(),
            plain.labels(),
            plain.command(),
            plain.environment(),
            plain.user(),
            plain.limits(),
            new ContainerSpec.Unplugged("made-with"));
    engine.start(sandbox);
    engine
        .sandboxes()
        .identify(
            sandbox.name(),
            new Identity(
                "web-1",
                "10.219.7.8",
                java.util.List.of("10.0.0.53"),
                java.util.List.of("production.sample.internal")));
    var member = joined(spec("identity-app", "/bin/busybox", "sleep", "100"), sandbox.name());
    engine.start(member);
    assertThat(inside(member, "cat /etc/hosts /etc/resolv.conf /etc/hostname"))
        .contains("10.219.7.8\tweb-1", "nameserver 10.0.0.53", "search production.sample.internal")
        .endsWith("web-1\n");
    assertThat(inside(member, "busybox ip link")).contains("lo:").doesNotContain("eth0");
  }

  @Test
  void tellsWhenMemoryRanOut() {
    var spec = spec("oom", "/bin/busybox", "sh", "-c", "a=x; while :; do a=$a$a; done");
    engine.start(spec);
    awaitTrue(() -> engine.container(spec.name()).map(c -> !c.running()).orElse(false));
    var ended = (Container.Exited) engine.container(spec.name()).orElseThrow().state();
    assertThat(ended.outOfMemory()).isTrue();
  }

  @Test
  void aContainerHasNoRightsBeyondItsOwnFiles() {
    var spec = spec("rights", "/bin/busybox", "sleep", "100");
    engine.start(spec);
    assertThat(
            inside(
                spec, "cat /proc/self/status | busybox grep -E 'CapEff|NoNewPrivs|Seccomp:|Uid'"))
        .contains("CapEff:\t0000000000000000")
        .contains("NoNewPrivs:\t1")
        .contains("Seccomp:\t2")
        .contains("Uid:\t10001");
    assertThat(inside(spec, "touch /x 2>&1; touch /tmp/y && echo wrote"))
        .contains("Read-only", "wrote");
  }

  @Test
  void aTerminalHasNoRightsBeyondItsContainers() throws Exception {
    Terminal terminal = shell("terminal-rights");
    terminal.write(
        "cat /proc/self/status | busybox grep -E 'CapEff|NoNewPrivs|Uid'; touch /x; echo $TERM-end\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(readUntil(terminal, "xterm-256color-end"))
        .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Uid:\t10001", "Read-only");
    terminal.close();
  }

  @Test
  void nothingRunsOnWhenATerminalIsClosed() throws Exception {
    Terminal terminal = shell("killed");
    terminal.write("sleep 4321 &\nsleep 4322\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var spec = spec("killed");
    awaitTrue(() -> inside(spec, "busybox ps").contains("sleep 4322"));
    terminal.close();
    awaitTrue(() -> !inside(spec, "busybox ps").contains("sleep 432"));
    assertThat(engine.container(spec.name()).orElseThrow().running()).isTrue();
  }

  @Test
  void endsWhatAFormerRunHasLeftOnATerminal() throws Exception {
    Terminal left = shell("left");
    left.write("sleep 4323\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var spec = spec("left");
    awaitTrue(() -> inside(spec, "busybox ps").contains("sleep 4323"));
    engine.endTerminals();
    readUntil(left, null);
    awaitTrue(() -> !inside(spec, "busybox ps").contains("sleep 4323"));
  }

  @Test
  void aTerminalKnowsItsSize() throws Exception {
    Terminal terminal = shell("size");
    readUntil(terminal, "$");
    terminal.resize(123, 40);
    terminal.write("busybox stty size\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(readUntil(terminal, "40 123")).isNotEmpty();
    terminal.close();
  }

  @Test
  void aProgramThatIsNotThereEndsBadly() {
    var spec = spec("no-bash", "/bin/busybox", "sleep", "100");
    engine.start(spec);
    awaitTrue(() -> engine.container(spec.name()).map(Container::running).orElse(false));
    var missing =
        engine.exec(
            spec.name(),
            java.util.List.of("/bin/bash", "-c", "exit 0"),
            java.time.Duration.ofMinutes(1));
    assertThat(missing.exitCode()).isNotZero();
    assertThat(missing.timedOut()).isFalse();
  }

  private String inside(ContainerSpec spec, String script) {
    return engine
        .exec(
            spec.name(),
            java.util.List.of("/bin/busybox", "sh", "-c", script),
            java.time.Duration.ofMinutes(1))
        .output();
  }

  @Test
  void saysWhyAnImageCannotBeFetched() {
    assertThatThrownBy(() -> engine.images().pull("127.0.0.1:9/none/none:1", null, _ -> {}))
        .isInstanceOf(PullFailed.class)
        .hasMessageContaining("127.0.0.1:9/none/none:1");
  }
}
