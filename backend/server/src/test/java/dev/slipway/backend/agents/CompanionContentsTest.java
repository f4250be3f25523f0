package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.protocol.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class CompanionContentsTest {
  private static final String APP = "registry.test/acme/web@sha256:0";
  private static final AppSpec SPEC =
      AppSpec.web(8080)
          .withInitContainers(List.of(InitContainer.of("migrate", List.of("bin/migrate"))))
          .withSidecars(
              List.of(
                  Sidecar.of("proxy", new ImageSource("ghcr.io/team/proxy", "1"), List.of())
                      .withProbes(Probe.http("/ready"), null, null)
                      .startingBeforeInit()));

  @Autowired PlatformProperties platform;

  private CompanionContents contents(Map<String, String> images) {
    return new CompanionContents(APP, images, platform);
  }

  private Pod pod(AppSpec spec, Map<String, String> images) {
    return contents(images).into(PodContents.of(spec, APP, Map.of(), List.of()), spec);
  }

  @Test
  void anAppAloneIsToldAsEver() {
    Pod pod = pod(AppSpec.web(8080), Map.of());
    assertThat(pod.getImage()).isEqualTo(APP);
    assertThat(pod.getMainImage()).isEmpty();
  }

  @Test
  void othersAreToldWithTheirImagesByDigest() {
    Pod pod = pod(SPEC, Map.of("ghcr.io/team/proxy:1", "ghcr.io/team/proxy@sha256:1"));
    assertThat(pod.getMainImage()).isEqualTo(APP);
    assertThat(pod.getInitContainers(0).getImage()).as("the app's own").isEqualTo(APP);
    assertThat(pod.getInitContainers(0).getCommandList()).containsExactly("bin/migrate");
    assertThat(pod.getSidecars(0).getImage()).isEqualTo("ghcr.io/team/proxy@sha256:1");
    assertThat(pod.getSidecars(0).getBeforeInit()).isTrue();
    assertThat(pod.getSidecars(0).getStartup().getHttp().getPort())
        .as("the app's port when none is said")
        .isEqualTo(8080);
  }

  @Test
  void anOlderAgentDoesNotStartTheAppWithoutThem() {
    Pod pod = pod(SPEC, Map.of("ghcr.io/team/proxy:1", "ghcr.io/team/proxy@sha256:1"));
    assertThat(pod.getImage())
        .startsWith("node-needs-a-newer-agent.invalid/")
        .matches("[a-z./-]+@sha256:[0-9a-f]{64}");
  }

  @Test
  void imagesOfTheBuiltInRegistryAreToldWithItsHost() {
    var spec =
        AppSpec.worker()
            .withSidecars(
                List.of(
                    Sidecar.of(
                        "tool",
                        new ImageSource(platform.registryHost() + "/acme/shop/tool", "1"),
                        List.of())));
    Pod pod =
        pod(spec, Map.of(platform.registryHost() + "/acme/shop/tool:1", "acme/shop/tool@sha256:2"));
    assertThat(pod.getSidecars(0).getImage())
        .isEqualTo(platform.registryHost() + "/acme/shop/tool@sha256:2");
  }

  @Test
  void itIsKnownWhetherAnImageIsMissing() {
    assertThat(contents(Map.of()).known(SPEC)).isFalse();
    assertThat(contents(Map.of()).known(AppSpec.web(80))).isTrue();
    assertThat(contents(Map.of()).known(SPEC.withSidecars(List.of()))).isTrue();
  }
}
