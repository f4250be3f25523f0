package dev.slipway.agent.pods;

import dev.slipway.protocol.health.HealthCheckRequest;
import dev.slipway.protocol.health.HealthCheckResponse;
import dev.slipway.protocol.health.HealthCheckResponse.ServingStatus;
import dev.slipway.protocol.health.HealthGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An app that speaks gRPC, with or without its health service. */
final class HealthServer implements AutoCloseable {
  volatile boolean serving = true;
  private final Server server;

  HealthServer() throws IOException {
    this(true);
  }

  private HealthServer(boolean health) throws IOException {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    if (health) {
      builder.addService(new Health());
    }
    server = builder.build().start();
  }

  static HealthServer without() throws IOException {
    return new HealthServer(false);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    Server _ = server.shutdownNow();
  }

  private final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest asked, StreamObserver<HealthCheckResponse> out) {
      if (!asked.getService().isEmpty() && !asked.getService().equals("shop.v1.Orders")) {
        out.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      out.onNext(
          HealthCheckResponse.newBuilder()
              .setStatus(serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING)
              .build());
      out.onCompleted();
    }
  }
}
