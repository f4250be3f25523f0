package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAskTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** Where /moved leads. */
  private volatile String location = "";

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          boolean moved = exchange.getRequestURI().getPath().equals("/moved");
          if (moved) {
            exchange.getResponseHeaders().add("Location", location);
          }
          boolean well = exchange.getRequestURI().getPath().equals("/well");
          exchange.sendResponseHeaders(moved ? 302 : well ? 200 : 500, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Prober.Check ask(String path) {
    return HttpAsk.get("127.0.0.1", server.getAddress().getPort(), path, Duration.ofMinutes(1));
  }

  @Test
  void aRedirectWithinTheHostIsFollowed() {
    location = "/well?a=1";
    assertThat(ask("/moved").ok()).isTrue();
    location = "/ill";
    Prober.Check check = ask("/moved");
    assertThat(check.ok()).isFalse();
    assertThat(check.detail()).contains("GET /ill: answered 500");
    assertThat(asked).containsExactly("/moved", "/well?a=1", "/moved", "/ill");
  }

  @Test
  void aFullAddressOfTheSameHostIsFollowedToo() {
    location = "http://127.0.0.1:" + server.getAddress().getPort() + "/ill";
    assertThat(ask("/moved").ok()).isFalse();
  }

  /** Nothing but the pod is ever asked: not the machine's metadata, not another pod. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "https://127.0.0.1/ill",
        "http://localhost/ill",
        "//evil.example/ill",
        "ftp://127.0.0.1/ill",
        "http://127.0.0.1@evil.example/",
        "::not an address::"
      })
  void aRedirectElsewhereIsTheAnswer(String elsewhere) {
    location = elsewhere;
    Prober.Check check = ask("/moved");
    assertThat(check.ok()).isTrue();
    assertThat(check.detail()).contains("GET /moved: answered 302");
    assertThat(asked).containsExactly("/moved");
  }

  @Test
  void redirectsWithoutEndAreNotWell() {
    location = "/moved";
    Prober.Check check = ask("/moved");
    assertThat(check.ok()).isFalse();
    assertThat(check.detail()).contains("more than 10 redirects");
    assertThat(asked).hasSize(11);
  }
}
