package dev.slipway.agent.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.GrpcProbe;
import dev.slipway.protocol.Probe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrpcAskTest {
  private static Prober.Check ask(int port, String service) {
    return GrpcAsk.check(
        "127.0.0.1",
        GrpcProbe.newBuilder().setPort(port).setService(service).build(),
        Duration.ofMinutes(1));
  }

  @Test
  void onlyServingIsWell() throws Exception {
    try (var server = new HealthServer()) {
      assertThat(ask(server.port(), "").ok()).isTrue();
      assertThat(ask(server.port(), "shop.v1.Orders").ok()).isTrue();
      server.serving = false;
      Prober.Check check = ask(server.port(), "");
      assertThat(check.ok()).isFalse();
      assertThat(check.detail()).contains("NOT_SERVING");
    }
  }

  @Test
  void asksForTheServiceThatIsNamed() throws Exception {
    try (var server = new HealthServer()) {
      Prober.Check check = ask(server.port(), "other");
      assertThat(check.ok()).isFalse();
      assertThat(check.detail()).contains("does not know the service other");
    }
  }

  @Test
  void aServerWithoutHealthIsToldSo() throws Exception {
    try (var server = HealthServer.without()) {
      Prober.Check check = ask(server.port(), "");
      assertThat(check.ok()).isFalse();
      assertThat(check.detail()).contains("does not have grpc.health.v1.Health");
    }
  }

  @Test
  void aPortNobodyListensOnIsNotReached() throws Exception {
    int port;
    try (var open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = open.getLocalPort();
    }
    Prober.Check check = ask(port, "");
    assertThat(check.ok()).isFalse();
    assertThat(check.reached()).isFalse();
  }

  @Test
  void whoAcceptsAndIsSilentIsNotWellInTime() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Prober.Check check =
          GrpcAsk.check(
              "127.0.0.1",
              GrpcProbe.newBuilder().setPort(silent.getLocalPort()).build(),
              Duration.ofSeconds(1));
      assertThat(check.ok()).isFalse();
      assertThat(check.detail()).contains("no answer of gRPC health within 1 s");
    }
  }

  @Test
  void aProbeIsAskedOverGrpcAsOftenAsOverHttp() {
    var probe = Probe.newBuilder().setGrpc(GrpcProbe.newBuilder().setPort(1)).build();
    assertThat(Timing.impatient(probe)).isEqualTo(Duration.ofMillis(250));
  }
}
