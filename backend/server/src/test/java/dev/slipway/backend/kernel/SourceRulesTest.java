package dev.slipway.backend.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.apps.AppSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SourceRulesTest {
  private static final Set<String> NONE = Set.of();
  private static final Set<String> LATER =
      // G16 and G18 are found by the builder when it connects, G22 has a space, which git refuses
      // in a name.
      Set.of("G16", "G18", "G22", "G34", "G36", "G37");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void answersHostileInput(HostileInput row) {
    var problem = catchThrowableOfType(Problem.class, () -> SourceRules.check(row.source(), NONE));
    if (row.problem() == null) {
      assertThat(problem).isNull();
    } else {
      assertThat(problem.type()).isEqualTo(row.problem());
      assertThat(problem.getMessage()).doesNotContain("ghp_");
    }
  }

  static Stream<HostileInput> answersHostileInput() {
    var text = SourceRulesTest.class.getResourceAsStream("/hostile/git-source.jsonl");
    return JsonMapper.shared()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(text)
        .readAll()
        .stream()
        .map(HostileInput::new)
        .filter(row -> !LATER.contains(row.id()));
  }

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

  /** A row of the corpus: the part before the colon says which field the rest goes to. */
  record HostileInput(String id, String input, @Nullable String problem) {
    HostileInput(JsonNode row) {
      this(
          row.get("id").asString(),
          row.get("input").asString(),
          row.get("problem").isNull() ? null : row.get("problem").asString());
    }

    AppSource source() {
      if (input.equals("gen:branch x*300")) {
        return new AppSource(null, "x".repeat(300), ".", "Dockerfile", null, Map.of());
      }
      int colon = input.indexOf(':');
      String value = input.substring(colon + 1);
      return switch (input.substring(0, colon)) {
        case "url" -> from(value);
        case "branch" -> new AppSource(null, value, ".", "Dockerfile", null, Map.of());
        case "subdir" -> new AppSource(null, "main", value, "Dockerfile", null, Map.of());
        case "dockerfile" -> new AppSource(null, "main", ".", value, null, Map.of());
        default -> throw new IllegalArgumentException(input);
      };
    }
  }
}
