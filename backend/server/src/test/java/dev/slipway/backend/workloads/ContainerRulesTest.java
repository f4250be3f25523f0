package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.backend.kernel.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerRulesTest {
  private static final InitContainer MIGRATE = InitContainer.of("migrate", List.of("bin/migrate"));
  private static final Sidecar PROXY =
      Sidecar.of("proxy", new ImageSource("envoyproxy/envoy", "v1.34"), List.of());

  private static AppSpec checked(AppSpec spec) {
    return SpecRules.complete(Kind.WEB, spec);
  }

  private static void refused(AppSpec spec, String words) {
    assertThatThrownBy(() -> checked(spec)).isInstanceOf(Problem.class).hasMessageContaining(words);
  }

  private static AppSpec with(InitContainer... containers) {
    return AppSpec.web(8080).withInitContainers(List.of(containers));
  }

  private static AppSpec with(Sidecar... sidecars) {
    return AppSpec.web(8080).withSidecars(List.of(sidecars));
  }

  @Test
  void withoutAnImageItIsTheAppsOwn() {
    assertThat(checked(with(MIGRATE)).initContainers()).containsExactly(MIGRATE);
  }

  @Test
  void theNameOfAnImageIsKeptInFull() {
    assertThat(checked(with(PROXY)).sidecars().getFirst().image())
        .isEqualTo(new ImageSource("docker.io/envoyproxy/envoy", "v1.34"));
  }

  @Test
  void aDigestIsAsGoodAsATag() {
    var pinned = new ImageSource("ghcr.io/team/tool", "sha256:" + "0".repeat(64));
    assertThat(checked(with(MIGRATE.withImage(pinned))).initContainers().getFirst().image())
        .isEqualTo(pinned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.*", "a b", "-x", "", "sha256:1"})
  void butNoPattern(String tag) {
    refused(with(MIGRATE.withImage(new ImageSource("nginx", tag))), "one tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "app", "sandbox", "Migrate", "a_b", "-a", "a-", "a.b", "a b", "\u00e4"})
  void aNameIsOfLowerCaseLettersDigitsAndHyphens(String name) {
    refused(with(InitContainer.of(name, List.of())), "The name of a container");
    refused(with(Sidecar.of(name, null, List.of())), "The name of a container");
  }

  @Test
  void namesAreUniqueInThePod() {
    refused(with(MIGRATE, MIGRATE), "Two containers of the pod are named migrate");
    refused(
        with(MIGRATE).withSidecars(List.of(Sidecar.of("migrate", null, List.of()))),
        "Two containers of the pod are named migrate");
  }

  @Test
  void thereAreAtMostFiveOfEach() {
    var six = IntStream.range(0, 6).mapToObj(i -> InitContainer.of("i" + i, List.of())).toList();
    refused(AppSpec.web(80).withInitContainers(six), "at most 5 init containers");
    refused(AppSpec.web(80).withSidecars(Collections.nCopies(6, PROXY)), "at most 5 sidecars");
  }

  @Test
  void limitsAreLimits() {
    refused(with(MIGRATE.withLimits(0, 64 << 20, 64)), "cpu of migrate");
    refused(with(MIGRATE.withLimits(100, 1, 64)), "memory of migrate");
    refused(with(PROXY.withLimits(100, 64 << 20, 0)), "pids of proxy");
  }

  @Test
  void theProbesOfASidecarAreCheckedLikeTheApps() {
    var path = new Probe(Probe.Kind.HTTP, "no slash", 9901, List.of(), 0, 10, 1, 1, 3);
    refused(with(PROXY.withProbes(path, null, null)), "The proxy startup probe needs a path");
    assertThatThrownBy(() ->
            SpecRules.complete(
                Kind.WORKER,
                AppSpec.worker().withSidecars(List.of(PROXY.withProbes(null, Probe.tcp(), null)))))
        .hasMessageContaining("proxy readiness probe needs a port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "LD_PRELOAD", "SLIPWAY_APP", "a b"})
  void variablesHaveTheNamesThatConfigMayHave(String name) {
    refused(
        with(new InitContainer("migrate", null, List.of(), Map.of(name, "x"), 100, 64L << 20, 64)),
        "cannot have a variable named");
  }
}
