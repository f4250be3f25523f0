package dev.slipway.backend.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.testing.DatabaseTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Registries that say something else than they should. */
@DatabaseTest
class ImageLookupTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final String PART = "{\"digest\": \"sha256:" + "a".repeat(64) + "\", \"size\": 7}";
  private static final String IMAGE = "{\"schemaVersion\": 2, \"config\": %s, \"layers\": [%s]%s}";

  @Autowired ImageLookup lookup;
  private final AtomicInteger signedIn = new AtomicInteger();
  private HttpServer server;
  private PlainPort port;
  private String host;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/team/web/manifests/", this::answer);
    server.start();
    port = PlainPort.to(server.getAddress().getPort());
    host = "localhost:" + port.number();
  }

  @AfterEach
  void stop() throws IOException {
    port.close();
    server.stop(0);
  }

  @Test
  void aManifestThatIsInOrderIsBelieved() throws Exception {
    assertThat(find("right").bytes()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fifty-mebibytes, image-rejected",
    "ambiguous, image-rejected",
    "another-type, image-rejected",
    "digest-mismatch, image-digest-mismatch",
    "forbidden, image-pull-denied",
    "refused, image-pull-denied",
    "nothing, image-not-found",
    "elsewhere, registry-unreachable",
    "too-many, registry-unreachable",
    "broken, registry-unreachable"
  })
  void whatIsNotIsRefused(String tag, String type) {
    var refused = catchThrowableOfType(RegistryRefused.class, () -> find(tag));
    assertThat(refused).isNotNull();
    assertThat(refused.type()).isEqualTo(type);
  }

  @Test
  void thePasswordIsShownOnlyWhenAskedFor() throws Exception {
    find("right");
    assertThat(signedIn).hasValue(0);
  }

  private Manifest find(String tag) throws RegistryRefused {
    return lookup.find(new Login(host, "ada", "secret"), ImageName.of(host + "/team/web"), tag);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      signedIn.incrementAndGet();
    }
    String path = exchange.getRequestURI().getPath();
    String right = IMAGE.formatted(PART, PART, "");
    try (exchange) {
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "right" -> say(exchange, 200, Manifest.OCI, right);
        case "ambiguous" ->
            say(
                exchange,
                200,
                Manifest.OCI,
                IMAGE.formatted(PART, PART, ", \"manifests\": [" + PART + "]"));
        case "another-type" -> say(exchange, 200, "text/html", right);
        case "digest-mismatch" -> {
          exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "0".repeat(64));
          say(exchange, 200, Manifest.OCI, right);
        }
        case "fifty-mebibytes" -> large(exchange);
        case "forbidden" -> say(exchange, 403, "application/json", "{}");
        case "refused" -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
          say(exchange, 401, "application/json", "{}");
        }
        case "elsewhere" -> {
          exchange.getResponseHeaders().set("Location", "http://" + host + "/v2/x");
          say(exchange, 307, "text/plain", "");
        }
        case "too-many" -> say(exchange, 429, "application/json", "{}");
        case "broken" -> say(exchange, 500, "text/html", "oops");
        default -> say(exchange, 404, "application/json", "{}");
      }
    }
  }

  private static void say(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void large(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", Manifest.OCI);
    exchange.sendResponseHeaders(200, 0);
    var part = new byte[MEBIBYTE];
    try {
      for (int i = 0; i < 50; i++) {
        exchange.getResponseBody().write(part);
      }
    } catch (IOException _) {
      // Nobody reads it to the end.
    }
  }
}
