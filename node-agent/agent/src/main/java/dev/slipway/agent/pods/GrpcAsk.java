package dev.slipway.agent.pods;

import dev.slipway.protocol.GrpcProbe;
import dev.slipway.protocol.health.HealthCheckRequest;
import dev.slipway.protocol.health.HealthCheckResponse;
import dev.slipway.protocol.health.HealthGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks an app by gRPC's own health protocol, over plaintext HTTP/2 at the pod's address: nothing
 * has to be in its image for it.
 */
final class GrpcAsk {
  /** A status is a few bytes; who sends more is no health service. */
  private static final int LARGEST = 4 << 10;

  private GrpcAsk() {}

  static Prober.Check check(String address, GrpcProbe probe, Duration timeout) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new InetSocketAddress(address, probe.getPort()))
            .usePlaintext()
            // A proxy of the machine leads away from the pod.
            .proxyDetector(_ -> null)
            .disableRetry()
            .maxInboundMessageSize(LARGEST)
            .maxInboundMetadataSize(LARGEST)
            .userAgent("slipway-probe")
            .build();
    try {
      HealthCheckResponse answer =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
              .check(HealthCheckRequest.newBuilder().setService(probe.getService()).build());
      return new Prober.Check(
          answer.getStatus() == HealthCheckResponse.ServingStatus.SERVING,
          true,
          "gRPC health of %s: %s".formatted(whole(probe), answer.getStatus()));
    } catch (StatusRuntimeException e) {
      return refused(probe, e.getStatus(), timeout);
    } finally {
      ManagedChannel _ = channel.shutdownNow();
    }
  }

  private static Prober.Check refused(GrpcProbe probe, Status status, Duration timeout) {
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          new Prober.Check(
              false,
              !(status.getCause() instanceof ConnectException),
              "port %d: no gRPC connection".formatted(probe.getPort()));
      case DEADLINE_EXCEEDED ->
          new Prober.Check(
              false, true, "no answer of gRPC health within %d s".formatted(timeout.toSeconds()));
      case UNIMPLEMENTED ->
          new Prober.Check(false, true, "the server does not have grpc.health.v1.Health");
      case NOT_FOUND ->
          new Prober.Check(false, true, "gRPC health does not know the service " + whole(probe));
      default ->
          new Prober.Check(
              false, true, "gRPC health of %s: %s".formatted(whole(probe), status.getCode()));
    };
  }

  private static String whole(GrpcProbe probe) {
    return probe.getService().isEmpty() ? "the server" : probe.getService();
  }
}
