package dev.slipway.agent.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.RegistryCredentials;
import dev.slipway.agent.sources.BuildFailed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseImagesTest {
  private static final RegistryCredentials OURS =
      new RegistryCredentials("registry:5500", "build:1", "secret");
  private static final RegistryCredentials GITHUB = new RegistryCredentials("ghcr.io", "ada", "x");
  private static final RegistryCredentials HUB = new RegistryCredentials("docker.io", "ada", "y");

  private final FakeEngine engine = new FakeEngine();
  private final BaseImages images = new BaseImages(engine, OURS, List.of(GITHUB, HUB), _ -> {});

  @Test
  void aBaseImageOfAnotherRegistryIsFetchedWithItsCredentials() throws Exception {
    images.ensure("ghcr.io/acme/base:1");
    images.ensure("acme/base");
    assertThat(engine.signedIn)
        .containsEntry("ghcr.io/acme/base:1", GITHUB)
        .containsEntry("acme/base", HUB);
  }

  @Test
  void credentialsGoToNoOtherRegistry() throws Exception {
    images.ensure("ghcr.io.evil.example/acme/base:1");
    assertThat(engine.done).contains("pull ghcr.io.evil.example/acme/base:1");
    assertThat(engine.signedIn).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghcr.io/acme/base:1", "acme/base:1", "docker.io/acme/base:1"})
  void whatAnotherTenantLeftHereIsAskedForAllTheSame(String name) throws Exception {
    engine.has(name, "");
    engine.broken.add(name);
    assertThatThrownBy(() -> images.ensure(name))
        .isInstanceOf(BuildFailed.class)
        .hasMessageContaining("under Registries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python:3.13", "docker.io/library/python:3.13", "python@sha256:0123"})
  void officialImagesAreEverybodys(String name) throws Exception {
    engine.has(name, "");
    images.ensure(name);
    assertThat(engine.done).noneMatch(done -> done.startsWith("pull"));
  }

  @Test
  void aRegistryThatIsTooBusyIsAskedAgain() throws Exception {
    engine.busy.add("ghcr.io/acme/base:1");
    images.ensure("ghcr.io/acme/base:1");
    assertThat(engine.image("ghcr.io/acme/base:1")).isPresent();
  }
}
