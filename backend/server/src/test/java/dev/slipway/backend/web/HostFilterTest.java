package dev.slipway.backend.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class HostFilterTest {
  @LocalServerPort private int port;

  @Test
  void nothingIsAnsweredUnderSomebodyElsesName() throws Exception {
    Row row = HostileRows.row("A07");
    String answer = ask(row.value().strip());
    assertThat(answer)
        .startsWith("HTTP/1.1 " + row.status())
        .contains("application/problem+json", row.problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST.", "127.0.0.1", "[::1]", "10.1.2.3", "a.localhost"})
  void namesThatCannotBeMadeToLeadHereAreOurs(String host) throws Exception {
    assertThat(ask(host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.evil.example", "127.0.0.1.evil.example", "1.evil", "[::1].x"})
  void namesThatOnlyLookLikeOnesOfOursAreNot(String host) throws Exception {
    assertThat(ask(host)).doesNotStartWith("HTTP/1.1 2");
  }

  /** The client of the JDK sets the header itself. */
  private String ask(String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET /actuator/health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(host)
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
