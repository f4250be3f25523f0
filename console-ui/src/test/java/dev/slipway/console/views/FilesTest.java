package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.console.testing.ConsoleTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page whose script is refused looks whole and does nothing. */
class FilesTest extends ConsoleTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @TestFactory
  Stream<DynamicTest> everyFileOfOursIsAnswered() throws Exception {
    Path folder =
        Path.of(
                Objects.requireNonNull(getClass().getResource("/META-INF/resources/styles.css"))
                    .toURI())
            .getParent();
    List<Path> files;
    try (Stream<Path> all = Files.walk(Objects.requireNonNull(folder))) {
      files = all.filter(Files::isRegularFile).map(folder::relativize).toList();
    }
    assertThat(files).contains(Path.of("terminal.js"), Path.of("xterm", "xterm.js"));
    return files.stream().map(file -> dynamicTest(file.toString(), () -> answers(file)));
  }

  private void answers(Path file) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + file));
    HttpResponse<Void> answer = CLIENT.send(request.build(), BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
