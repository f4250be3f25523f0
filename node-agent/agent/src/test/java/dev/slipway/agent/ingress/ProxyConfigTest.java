package dev.slipway.agent.ingress;

import static dev.slipway.agent.ingress.Routes.route;
import static dev.slipway.agent.ingress.Routes.routing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProxyConfigTest {
  private final ProxyConfig config = new ProxyConfig(new ProxyFiles(Path.of("/x")), 80, true);

  @Test
  void namesRoutesAndPodsByTheirIdsOnly() {
    Routing routing =
        routing(route("r1", "a.test", "10.11.0.2:8080", "10.11.0.3:8080"), route("r2", "b.test"));
    String file = config.file(routing);
    assertThat(file.substring(file.indexOf("\nbackend ")))
        .isEqualTo(
            """

            backend r1
              balance roundrobin
              server pod-10-11-0-2-8080 10.11.0.2:8080
              server pod-10-11-0-3-8080 10.11.0.3:8080

            backend r2
              balance roundrobin
            """);
    assertThat(file).doesNotContain("a.test");
    assertThat(ProxyConfig.hostsFile(routing)).isEqualTo("a.test r1\nb.test r2\n");
  }

  @Test
  void leavesOutWhatIsNotWellFormed() {
    Routing routing =
        routing(
            route("r1\n  server evil 10.0.0.1:1", "a.test"),
            route("r2", "b.test r1"),
            route("r3", "c.test", "10.11.0.2:8080"));
    assertThat(routing.hosts()).containsOnlyKeys("c.test");
    assertThat(routing.backends()).containsOnlyKeys("r3");
  }

  @Test
  void isKnownByItsDigest() {
    var other = new ProxyConfig(new ProxyFiles(Path.of("/x")), 81, true);
    assertThat(config.frameDigest()).isEqualTo(config.frameDigest());
    assertThat(other.frameDigest()).isNotEqualTo(config.frameDigest());
    assertThat(config.file(routing())).contains("setenv SLIPWAY_FRAME " + config.frameDigest());
  }

  @Test
  void refusesAFolderThatWouldBecomeSyntax() {
    assertThatThrownBy(() -> new ProxyFiles(Path.of("/x y"))).hasMessageContaining("/x y");
  }
}
