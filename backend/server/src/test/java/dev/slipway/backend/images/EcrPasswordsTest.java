package dev.slipway.backend.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.testing.DatabaseTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Against a server that checks signatures as Amazon does. */
@DatabaseTest
class EcrPasswordsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final String HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @Autowired OutboundHttp http;
  @Autowired Json json;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer amazon;
  private EcrPasswords passwords;

  @BeforeEach
  void start() throws IOException {
    amazon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    amazon.createContext("/", this::answer);
    amazon.start();
    var settings =
        new ImagesProperties("http://localhost:%d/%%s/".formatted(amazon.getAddress().getPort()));
    passwords = new EcrPasswords(http, json, () -> NOW, settings);
  }

  @AfterEach
  void stop() {
    amazon.stop(0);
  }

  @Test
  void keysAreTradedForAPassword() throws Exception {
    Login login = passwords.fresh(HOST, ACCESS_KEY, SECRET_KEY);
    assertThat(login).isEqualTo(new Login(HOST, "AWS", "of twelve hours"));
  }

  @Test
  void aPasswordIsAskedForOnceInHours() throws Exception {
    passwords.kept(HOST, ACCESS_KEY, SECRET_KEY);
    passwords.kept(HOST, ACCESS_KEY, SECRET_KEY);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aWrongKeyIsSaidInAmazonsWords() {
    var refused =
        catchThrowableOfType(
            RegistryRefused.class, () -> passwords.fresh(HOST, ACCESS_KEY, "another key"));
    assertThat(refused.type()).isEqualTo("registry-refused");
    assertThat(refused.getMessage()).contains("signature we calculated").doesNotContain("another");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    var headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> signed = new TreeMap<>();
    for (String name : new String[] {"Content-Type", "X-Amz-Target"}) {
      signed.put(name, headers.getFirst(name));
    }
    URI uri =
        URI.create("http://%s%s".formatted(headers.getFirst("Host"), exchange.getRequestURI()));
    String expected =
        new SigV4(ACCESS_KEY, SECRET_KEY, "eu-central-1", "ecr")
            .sign("POST", uri, signed, body, NOW)
            .get("authorization");
    boolean right =
        headers.getFirst("Authorization").equals(expected)
            && headers
                .getFirst("X-Amz-Target")
                .equals("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")
            && uri.getPath().equals("/eu-central-1/");
    String token = Base64.getEncoder().encodeToString("AWS:of twelve hours".getBytes(UTF_8));
    byte[] said =
        (right
                ? "{\"authorizationData\":[{\"authorizationToken\":\"%s\",\"expiresAt\":1.8E9}]}"
                    .formatted(token)
                : "{\"__type\":\"InvalidSignatureException\",\"message\":\"The request signature we calculated"
                    + " does not match the signature you provided.\"}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(right ? 200 : 400, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }
}
