package dev.slipway.backend.registries;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everybody can post where the registry does. */
@ServerTest
class NotificationLimitsTest {
  @Autowired NotificationSecret secret;
  @LocalServerPort int port;

  @Test
  void whoeverDoesNotKnowTheSecretIsAnsweredBeforeTheyHaveSentAnything() throws Exception {
    assertThat(answer("Bearer wrong", 2_000_000_000, 0)).contains(" 401 ");
  }

  @Test
  void nobodySendsMoreThanAMebibyte() throws Exception {
    assertThat(answer("Bearer " + secret.value(), 2_000_000_000, (1 << 20) + 1)).contains(" 413 ");
  }

  /** Status line of the answer to what is never sent to its end. */
  private String answer(String authorization, int told, int sent) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String head =
          "POST /registry/notifications HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(authorization, told);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().write(new byte[sent]);
      socket.getOutputStream().flush();
      var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return String.valueOf(reader.readLine());
    }
  }
}
