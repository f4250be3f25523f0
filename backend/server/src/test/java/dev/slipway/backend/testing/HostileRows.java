package dev.slipway.backend.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.TestHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Inputs that have broken others, with the answers they get here. {@code HostileRowsTest} fails for
 * a row that nobody answers.
 */
public final class HostileRows {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path SHARED = Path.of("../shared/reference/hostile-inputs.jsonl");

  private HostileRows() {}

  /**
   * @param status of the answer over HTTP; 0 where the row tells of something else
   * @param said the status as it stands there, such as {@code UNAUTHENTICATED} of gRPC
   * @param problem type; empty for none
   */
  public record Row(String id, String input, int status, String said, String problem) {
    /** The part behind the prefix, such as {@code port:}. */
    public String value() {
      return input.substring(input.indexOf(':') + 1);
    }

    /** Of those that are told as what a text is for: {@code gen:} and what to make. */
    public boolean generated() {
      return input.startsWith("gen:");
    }

    public void expect(Answer answer) {
      assertThat(answer.status()).as(this + ": " + answer.body()).isEqualTo(status);
      if (!problem.isEmpty()) {
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      }
      assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Override
    public String toString() {
      return id;
    }
  }

  public static List<Row> all() {
    return text().lines().map(JSON::readTree).map(HostileRows::read).toList();
  }

  /** The list all projects share where it is at hand, else our copy of it. */
  private static String text() {
    try (InputStream copy =
        HostileRows.class.getResourceAsStream("/hostile/hostile-inputs.jsonl")) {
      for (Path folder = Path.of("").toAbsolutePath();
          folder != null;
          folder = folder.getParent()) {
        Path file = folder.resolve(SHARED).normalize();
        if (Files.isReadable(file)) {
          return Files.readString(file);
        }
      }
      return new String(Objects.requireNonNull(copy).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param area the letter the rows' numbers begin with
   */
  public static Stream<Row> area(String area) {
    return all().stream().filter(row -> row.id().matches(area + "\\d+"));
  }

  public static Row row(String id) {
    return all().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private static Row read(JsonNode row) {
    return new Row(
        row.path("id").asString(),
        row.path("input").asString(),
        row.path("status").isInt() ? row.path("status").asInt() : 0,
        row.path("status").asString(),
        row.path("problem").isNull() ? "" : row.path("problem").asString());
  }
}
