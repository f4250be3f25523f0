package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.testing.ConsoleTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the page of somebody who has signed out still says to the console. */
class SignedOutTest extends ConsoleTest {
  @LocalServerPort private int port;

  @Test
  void aPageThatClosesAfterItsSessionHasEndedBeginsNoOther() throws Exception {
    HttpResponse<String> answer =
        post(
            "/VAADIN/push?v-r=push&v-uiId=2&v-pushId=gone&X-Atmosphere-Transport=close"
                + "&X-Atmosphere-tracking-id=9d32690b-1e38-44a5-a5bd-dab980b18e06");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  private HttpResponse<String> post(String address) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
              .POST(BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
