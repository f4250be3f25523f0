package dev.slipway.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every hostile input is answered by a test, or stands in the list of those that are not, with the
 * reason.
 */
class HostileRowsTest {
  private static final Path WHERE = Path.of("src/test/resources/hostile/where.txt");
  private static final Path ROOT = Path.of("../..");

  /**
   * @param where path of a test, or the reason why there is none
   */
  private record Line(List<String> rows, boolean answered, String where) {}

  @Test
  void everyRowIsAnsweredOrItIsSaidWhyNot() throws IOException {
    assertThat(lines().flatMap(line -> line.rows().stream()))
        .as("add the row to %s", WHERE)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(HostileRows.all().stream().map(Row::id).toList());
  }

  @Test
  void theTestsAreThere() throws IOException {
    assertThat(lines().filter(Line::answered).map(Line::where))
        .allMatch(path -> Files.exists(ROOT.resolve(path)));
    assertThat(lines().filter(line -> !line.answered()).map(Line::where))
        .allMatch(reason -> reason.length() > 20);
  }

  private static Stream<Line> lines() throws IOException {
    return Files.readAllLines(WHERE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> {
          String[] parts = line.split(" (?=open:|answered:)", 2);
          String[] said = parts[1].split(": ", 2);
          return new Line(List.of(parts[0].split(" ")), said[0].equals("answered"), said[1]);
        });
  }
}
