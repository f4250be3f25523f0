package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.CertificateAuthority;
import dev.slipway.backend.nodes.Identity;
import dev.slipway.backend.platform.PlatformProperties;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The endpoint agents dial: gRPC with mutual TLS, on a port of its own. */
@Component
class AgentServer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(AgentServer.class);

  /** Beyond what is refused with a reason: gRPC itself only breaks off. */
  private static final int MOST_MESSAGE_BYTES = 2 * Conversation.LARGEST;

  private final CertificateAuthority authority;
  private final NodeAuthentication authentication;
  private final AgentDoor door;
  private final Sessions sessions;
  private final Assembler assembler;
  private final PlatformProperties platform;
  private final InstantSource clock;
  private volatile @Nullable Server server;
  private @Nullable Thread renewal;

  AgentServer(
      CertificateAuthority authority,
      NodeAuthentication authentication,
      AgentDoor door,
      Sessions sessions,
      Assembler assembler,
      PlatformProperties platform,
      InstantSource clock) {
    this.authority = authority;
    this.authentication = authentication;
    this.door = door;
    this.sessions = sessions;
    this.assembler = assembler;
    this.platform = platform;
    this.clock = clock;
  }

  /** Where it answers; another than configured when that is 0. */
  int port() {
    Server running = server;
    if (running == null) {
      throw new IllegalStateException("The agent endpoint is not running");
    }
    return running.getPort();
  }

  @Override
  public void start() {
    var keys = new AdvancedTlsX509KeyManager();
    Instant until = renew(keys);
    assembler.start();
    try {
      server =
          Grpc.newServerBuilderForPort(
                  platform.agentPort(),
                  TlsServerCredentials.newBuilder()
                      .keyManager(keys)
                      .trustManager(new NodeTrust(authority))
                      .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                      .build())
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .addService(door)
              .intercept(authentication)
              .maxInboundMessageSize(MOST_MESSAGE_BYTES)
              .handshakeTimeout(10, TimeUnit.SECONDS)
              // Without a stream nobody has business here for long.
              .maxConnectionIdle(1, TimeUnit.MINUTES)
              .keepAliveTime(10, TimeUnit.SECONDS)
              .keepAliveTimeout(5, TimeUnit.SECONDS)
              .permitKeepAliveTime(5, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen on port %d for agents; is another program using it?"
              .formatted(platform.agentPort()),
          e);
    }
    renewal = Thread.ofVirtual().name("agent-certificate").start(() -> keepFresh(keys, until));
  }

  @Override
  public void stop() {
    Server running = server;
    if (running == null) {
      return;
    }
    if (renewal != null) {
      renewal.interrupt();
    }
    assembler.stop();
    var _ = running.shutdown();
    // A stream ends only when it is told to.
    sessions.closeAll();
    try {
      if (!running.awaitTermination(2, TimeUnit.SECONDS)) {
        var _ = running.shutdownNow();
      }
    } catch (InterruptedException e) {
      var _ = running.shutdownNow();
      Thread.currentThread().interrupt();
    }
    server = null;
  }

  @Override
  public boolean isRunning() {
    return server != null;
  }

  private Instant renew(AdvancedTlsX509KeyManager keys) {
    Identity identity = authority.newServerIdentity();
    keys.updateIdentityCredentials(
        identity.chain().toArray(X509Certificate[]::new), identity.key());
    return identity.certificate().getNotAfter().toInstant();
  }

  private void keepFresh(AdvancedTlsX509KeyManager keys, Instant first) {
    Instant until = first;
    while (true) {
      try {
        Thread.sleep(Duration.ofHours(1));
        Instant half = until.minus(CertificateAuthority.SERVER_LIFE.dividedBy(2));
        if (clock.instant().isAfter(half)) {
          until = renew(keys);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("Cannot renew the agent endpoint's certificate; trying again in an hour", e);
      }
    }
  }
}
