package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.apps.AppSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of hostile ones {@code deployments.HostileSourcesTest} tells. */
class SourceRulesTest {
  private static final Set<String> NONE = Set.of();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/o/r.git",
        "https://git.example.org:8443/a/b/c",
        "ssh://git@github.com/o/r.git",
        "ssh://git@example.org:2222/o/r",
        "git@github.com:o/r.git",
        "https://dev.example.org/org/My%20Project/_git/web"
      })
  void takesTheUsualAddresses(String url) {
    assertThatCode(() -> SourceRules.check(from(url), NONE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://github.com/o/r.git",
        "https://localhost/r.git",
        "https://git.localhost/r.git",
        "https://db.internal/r.git",
        "https://0x7f.1/r",
        "https://127.1/r",
        "https://[::1]/r",
        "https://github.com",
        "https://github.com/a b",
        "https://github.com/o/r?x=1",
        "https://github.com/o/r%0a",
        "https://-oProxyCommand=id/x",
        "ssh://-oProxyCommand=id/x",
        "ssh://git:secret@github.com/o/r",
        "git@-x:o/r",
        "git@github.com:-x",
        "file:///etc/passwd",
        "fd::17/foo",
        "ftp://example.org/r",
        ""
      })
  void refusesTheOthers(String url) {
    assertThat(catchThrowableOfType(Problem.class, () -> SourceRules.check(from(url), NONE)))
        .isNotNull();
  }

  @Test
  void anOperatorMayAllowAPrivateHost() {
    var allowed = List.of("10.77.0.1:3000", "git.localhost");
    assertThatCode(() -> SourceRules.check(from("http://10.77.0.1:3000/web.git"), allowed))
        .doesNotThrowAnyException();
    assertThatCode(() -> SourceRules.check(from("http://git.localhost:81/web.git"), allowed))
        .doesNotThrowAnyException();
    assertThat(
            catchThrowableOfType(
                Problem.class, () -> SourceRules.check(from("http://10.77.0.1/web.git"), allowed)))
        .isNotNull();
  }

  @Test
  void targetAndArgumentsAreNamesAndNotOptions() {
    assertThat(refusal(new AppSource(null, "main", ".", "Dockerfile", "--x", Map.of())))
        .isNotNull();
    assertThat(refusal(new AppSource(null, "main", ".", "Dockerfile", null, Map.of("A=B", "x"))))
        .isNotNull();
    assertThat(refusal(new AppSource(null, "main", ".", "Dockerfile", null, Map.of("A", "\0"))))
        .isNotNull();
    assertThat(
            refusal(
                new AppSource(
                    null, "main", "a/b", "c/Dockerfile.web", "final-1", Map.of("A", "$(id)"))))
        .isNull();
  }

  private static Problem refusal(AppSource source) {
    return catchThrowableOfType(Problem.class, () -> SourceRules.check(source, NONE));
  }

  private static AppSource from(String url) {
    return new AppSource(url, "main", ".", "Dockerfile", null, Map.of());
  }
}
