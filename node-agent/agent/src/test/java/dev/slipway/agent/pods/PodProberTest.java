package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.FakeEngine;
import dev.slipway.agent.engine.Labels;
import dev.slipway.protocol.ExecProbe;
import dev.slipway.protocol.HttpProbe;
import dev.slipway.protocol.Probe;
import dev.slipway.protocol.TcpProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodProberTest {
  private final FakeEngine engine = new FakeEngine();
  private final PodProber prober = new PodProber(engine);
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Prober.Check ask(Probe.Builder probe) {
    return prober.check(probe.setTimeoutSeconds(1).build(), "127.0.0.1", "box");
  }

  private static Probe.Builder http(int port, String path) {
    return Probe.newBuilder().setHttp(HttpProbe.newBuilder().setPort(port).setPath(path));
  }

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "302, true", "399, true", "400, false", "503, false"})
  void from200To399IsGood(int status, boolean good) {
    Prober.Check check = ask(http(server.getAddress().getPort(), "/" + status));
    assertThat(check.ok()).isEqualTo(good);
    assertThat(check.detail()).contains("answered " + status);
  }

  @Test
  void aPathCannotEndTheRequestEarly() {
    Prober.Check check =
        ask(http(server.getAddress().getPort(), "/200\r\nX-Other: 1\r\n\r\nGET /"));
    assertThat(check.detail()).doesNotContain("answered 200");
  }

  @Test
  void whoDoesNotAnswerInTimeIsNotWell() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Prober.Check check = ask(http(silent.getLocalPort(), "/"));
      assertThat(check.ok()).isFalse();
      assertThat(check.reached()).isTrue();
      assertThat(check.detail()).contains("no answer");
    }
  }

  @Test
  void tcpOnlyConnects() throws Exception {
    int port;
    try (var open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = open.getLocalPort();
      assertThat(ask(tcp(port)).ok()).isTrue();
    }
    Prober.Check closed = ask(tcp(port));
    assertThat(closed.ok()).isFalse();
    assertThat(closed.reached()).isFalse();
  }

  private static Probe.Builder tcp(int port) {
    return Probe.newBuilder().setTcp(TcpProbe.newBuilder().setPort(port));
  }

  @Test
  void aCommandIsGoodWhenItEndsWithZero() {
    engine.has("image", "");
    engine.start(
        new ContainerSpec(
            "box",
            "image",
            Map.of(Labels.POD, "pod"),
            List.of(),
            Map.of(),
            "10001:10001",
            new ContainerSpec.Limits(1, 1, 1, 1),
            new ContainerSpec.Bridged("net", "10.0.0.1", "h", List.of(), List.of())));
    assertThat(ask(exec("/bin/busybox", "echo", "fine")).ok()).isTrue();
    Prober.Check bad = ask(exec("/bin/busybox", "sh", "-c", "exit 4"));
    assertThat(bad.ok()).isFalse();
    assertThat(bad.detail()).contains("ended with 4");
  }

  private static Probe.Builder exec(String... command) {
    return Probe.newBuilder().setExec(ExecProbe.newBuilder().addAllCommand(List.of(command)));
  }
}
