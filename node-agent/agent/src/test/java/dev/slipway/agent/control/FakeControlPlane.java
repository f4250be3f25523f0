package dev.slipway.agent.control;

import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.EnrollRequest;
import dev.slipway.protocol.EnrollResponse;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.RenewRequest;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.Welcome;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** The other side of the stream, with real certificates and sockets and nothing behind it. */
public final class FakeControlPlane extends AgentEndpointGrpc.AgentEndpointImplBase
    implements AutoCloseable {
  final TestAuthority authority;
  public final BlockingQueue<FromAgent> heard = new LinkedBlockingQueue<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  volatile Duration life = Duration.ofHours(24);

  /** Of certificates that replace one. */
  private static final Duration RENEWED_LIFE = Duration.ofHours(24);

  /** Sent right after the welcome of each connection. */
  public final List<ToAgent> opening = new CopyOnWriteArrayList<>();

  /** Between what agents that connect from now on say of themselves. */
  public volatile int heartbeatMillis = 200;

  private final Server server;
  private volatile @Nullable StreamObserver<ToAgent> stream;
  private final AtomicInteger renewals = new AtomicInteger();

  public FakeControlPlane(TestAuthority authority, int port) throws Exception {
    this(authority, port, KeyPurposeId.id_kp_serverAuth);
  }

  FakeControlPlane(TestAuthority authority, int port, KeyPurposeId purpose) throws Exception {
    this.authority = authority;
    var identity = authority.server(purpose);
    server =
        Grpc.newServerBuilderForPort(
                port,
                TlsServerCredentials.newBuilder()
                    .keyManager(identity.chainStream(), identity.keyStream())
                    .trustManager(
                        new ByteArrayInputStream(
                            Pem.write(List.of(authority.certificate()))
                                .getBytes(StandardCharsets.US_ASCII)))
                    .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                    .build())
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .addService(this)
            .build()
            .start();
  }

  public int port() {
    return server.getPort();
  }

  int renewals() {
    return renewals.get();
  }

  @Override
  public void enroll(EnrollRequest request, StreamObserver<EnrollResponse> answer) {
    tokens.add(request.getToken());
    identify("node-1", request.getCertificateRequest().toByteArray(), life, answer);
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<EnrollResponse> answer) {
    renewals.incrementAndGet();
    identify("node-1", request.getCertificateRequest().toByteArray(), RENEWED_LIFE, answer);
  }

  private void identify(
      String id, byte[] request, Duration life, StreamObserver<EnrollResponse> answer) {
    try {
      answer.onNext(
          EnrollResponse.newBuilder()
              .setNodeId(id)
              .setCertificateChain(Pem.write(authority.node(id, request, life)))
              .build());
      answer.onCompleted();
    } catch (Exception e) {
      answer.onError(Status.INTERNAL.withCause(e).asException());
    }
  }

  @Override
  public StreamObserver<FromAgent> connect(StreamObserver<ToAgent> toAgent) {
    return new StreamObserver<>() {
      @Override
      public void onNext(FromAgent message) {
        if (message.hasHello()) {
          synchronized (toAgent) {
            toAgent.onNext(welcome());
            opening.forEach(toAgent::onNext);
          }
          stream = toAgent;
        }
        heard.add(message);
      }

      @Override
      public void onError(Throwable problem) {}

      @Override
      public void onCompleted() {}
    };
  }

  private ToAgent welcome() {
    return ToAgent.newBuilder()
        .setWelcome(
            Welcome.newBuilder()
                .setNodeId("node-1")
                .setNodeName("test")
                .setServiceCidr("10.96.0.0/16")
                .setHeartbeatMillis(heartbeatMillis))
        .build();
  }

  public void say(ToAgent message) {
    StreamObserver<ToAgent> current = Objects.requireNonNull(stream, "Nobody is connected.");
    synchronized (current) {
      current.onNext(message);
    }
  }

  /** Says it to whoever is connected now; a connection that broke a moment ago does not hear it. */
  public void sayIfConnected(ToAgent message) {
    StreamObserver<ToAgent> current = stream;
    if (current != null) {
      try {
        synchronized (current) {
          current.onNext(message);
        }
      } catch (RuntimeException _) {
        // It is told when it comes back.
      }
    }
  }

  /** Ends the stream as a control plane that goes away does. */
  void hangUp() {
    Objects.requireNonNull(stream).onError(Status.UNAVAILABLE.asException());
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
