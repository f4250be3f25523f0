package dev.slipway.backend.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.backend.kernel.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private OutboundHttp http;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello"));
    server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(100_000)));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", address("/hello"));
          answer(exchange, 302, "");
        });
    server.createContext(
        "/silent",
        exchange -> {
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    http = client("127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    server.stop(0);
    http.destroy();
  }

  @Test
  void aHostTheOperatorAllowsAnswers() throws IOException {
    OutboundAnswer answer = http.send(OutboundRequest.get(address("/hello")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("hello");
    assertThat(answer.header("Content-Length")).hasValue("5");
  }

  @Test
  void noRedirectIsFollowed() throws IOException {
    OutboundAnswer answer = http.send(OutboundRequest.get(address("/moved")));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(requests).hasValue(1);
  }

  @Test
  void anAnswerThatIsTooLongIsCutOff() {
    var request = OutboundRequest.get(address("/large")).within(Duration.ofMinutes(1), 1000);
    assertThatThrownBy(() -> http.send(request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger");
  }

  @Test
  void aHostThatSaysNothingIsGivenUpOn() {
    var request = OutboundRequest.get(address("/silent")).within(Duration.ofMillis(300), 1000);
    assertThatThrownBy(() -> http.send(request))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void aPortOfAnAllowedHostIsNotAllOfThem() {
    assertThat(refusal("http://127.0.0.1:1/")).isEqualTo("destination-blocked");
  }

  @Test
  void anAllowedNameMayLeadInside() throws IOException {
    try (var guarded = new Closing(client("localhost"))) {
      String address = address("/hello").replace("127.0.0.1", "localhost");
      assertThat(guarded.http().send(OutboundRequest.get(address)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/x",
        "https://0177.0.0.1/x",
        "https://[::1]/",
        "https://[64:ff9b::7f00:1]/x",
        "https://[2002:7f00:1::]/x",
        "https://100.64.0.1/x",
        "https://localhost/",
        "https://metadata.internal/",
        "https://example.com:8443/"
      })
  void nothingPrivateIsReached(String address) {
    assertThat(refusal(address)).isEqualTo("destination-blocked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://user:password@example.com/",
        "https://exa mple.com/",
        "https://0x7f.1/x",
        "/relative"
      })
  void onlyPlainAddressesOverTlsAreTaken(String address) {
    assertThat(refusal(address)).isEqualTo("validation-failed");
  }

  @Test
  void aPublicNameThatLeadsInsideIsRefusedWhenConnecting() {
    var names = new GuardedNames(new Destination(new OutboundProperties(List.of())));
    assertThatThrownBy(() -> names.resolve("localhost", 443))
        .isInstanceOf(GuardedNames.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "10.255.0.1",
        "100.127.255.255",
        "127.8.8.8",
        "169.254.169.254",
        "172.31.0.1",
        "192.0.0.1",
        "192.0.2.9",
        "192.168.4.4",
        "198.19.0.1",
        "203.0.113.7",
        "239.1.1.1",
        "255.255.255.255",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:1ff::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fd00::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1"
      })
  void addressesInsideAreKnown(String address) {
    assertThat(BlockedRanges.contain(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "172.32.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:200::1"
      })
  void addressesOutsideAreLetThrough(String address) {
    assertThat(BlockedRanges.contain(InetAddress.ofLiteral(address))).isFalse();
  }

  private String refusal(String address) {
    var problem =
        catchThrowableOfType(Problem.class, () -> http.send(OutboundRequest.get(address)));
    assertThat(problem.getMessage()).doesNotContain("password@");
    return problem.type();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    int _ = requests.incrementAndGet();
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static OutboundHttp client(String... allowed) {
    return new OutboundHttp(new Destination(new OutboundProperties(List.of(allowed))));
  }

  private record Closing(OutboundHttp http) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      http.destroy();
    }
  }
}
