package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  @ParameterizedTest
  @CsvSource({
    "nginx, docker.io/library/nginx",
    "team/web, docker.io/team/web",
    "docker.io/nginx, docker.io/library/nginx",
    "index.docker.io/library/nginx, docker.io/library/nginx",
    "ghcr.io/team/web, ghcr.io/team/web",
    "localhost/web, localhost/web",
    "localhost:5000/a/b/c, localhost:5000/a/b/c",
    "registry.example.com:5000/my-team/web_app.x, registry.example.com:5000/my-team/web_app.x"
  })
  void namesAreReadAsDockerReadsThem(String name, String inFull) {
    assertThat(ImageName.of(name)).hasToString(inFull);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "NGINX",
        "nginx:",
        "nginx:1.27",
        "nginx@sha256:0000",
        "a//b",
        "-it",
        "a/-b",
        "a_/b",
        "ghcr.io/",
        "https://ghcr.io/team/web",
        "user@ghcr.io/team/web",
        "ghcr.io:0/web",
        "evil\nregistry/x",
        "ghcr.io/team/web\n",
        "ghcr.io/../web",
        "ghcr.io/team/wéb"
      })
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> ImageName.of(name)).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "latest, latest, true",
    "latest, latest2, false",
    "v1.*, v1.2, true",
    "v1.*, v1., true",
    "v1.*, v10, false",
    "*, anything, true",
    "*-amd64, v1-amd64, true",
    "*-amd64, amd64, false",
    "v*-rc*, v1-rc2, true",
    "v*-rc*, v1, false",
    "a*a, a, false",
    "a*a, aa, true"
  })
  void starsStandForAnything(String pattern, String tag, boolean matches) {
    assertThat(new TagPattern(pattern).matches(tag)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-v1", ".v1", "a b", "v1\n", "*****", "v1;id", "v/1"})
  void whatIsNoTagIsRefused(String tag) {
    assertThatThrownBy(() -> new TagPattern(tag)).isInstanceOf(Problem.class);
  }
}
