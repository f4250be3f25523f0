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

  private String inside(ContainerSpec spec, String script) {
    return engine
        .exec(
            spec.name(),
            java.util.List.of("/bin/busybox", "sh", "-c", script),
            java.time.Duration.ofSeconds(5))
        .output();
  }

  @Test
  void saysWhyAnImageCannotBeFetched() {
    assertThatThrownBy(() -> engine.images().pull("127.0.0.1:9/none/none:1", null, _ -> {}))
        .isInstanceOf(PullFailed.class)
        .hasMessageContaining("127.0.0.1:9/none/none:1");
  }
}
