package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.CertificateAuthority;
import dev.slipway.backend.nodes.Connections;
import dev.slipway.protocol.AgentEndpointGrpc;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says which node is calling, by the certificate of its connection. Without a valid one only
 * joining is open, and with one that expired lately only asking for a new one.
 */
@Component
class NodeAuthentication implements ServerInterceptor {
  static final Context.Key<NodeId> NODE = Context.key("node");

  private static final Logger log = LoggerFactory.getLogger(NodeAuthentication.class);
  private static final Duration RENEWABLE = Duration.ofDays(7);
  // So many ask the database at a time, however many agents come back at once: the others wait
  // here and not for its connections, for which nobody may wait long.
  private static final int ASKING = 4;

  private final CertificateAuthority authority;
  private final Connections nodes;
  private final InstantSource clock;
  private final Semaphore asking = new Semaphore(ASKING);

  NodeAuthentication(CertificateAuthority authority, Connections nodes, InstantSource clock) {
    this.authority = authority;
    this.nodes = nodes;
    this.clock = clock;
  }

  private static final class Refused extends Exception {
    private final Status status;

    Refused(Status status, String why) {
      super(why);
      this.status = status.withDescription(why);
    }
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    MethodDescriptor<A, B> method = call.getMethodDescriptor();
    if (is(method, AgentEndpointGrpc.getEnrollMethod())) {
      return next.startCall(call, headers);
    }
    try {
      NodeId node = node(call, is(method, AgentEndpointGrpc.getRenewMethod()));
      return Contexts.interceptCall(Context.current().withValue(NODE, node), call, headers, next);
    } catch (Refused refused) {
      call.close(refused.status, new Metadata());
    } catch (RuntimeException e) {
      log.warn("Cannot tell which node is calling: {}", e.toString());
      call.close(Status.UNAVAILABLE.withDescription("Try again later."), new Metadata());
    }
    return new ServerCall.Listener<>() {};
  }

  private NodeId node(ServerCall<?, ?> call, boolean renews) throws Refused {
    X509Certificate certificate = certificate(call);
    if (certificate == null) {
      throw new Refused(Status.UNAUTHENTICATED, "A node's certificate is needed; join first.");
    }
    NodeId node =
        authority
            .node(certificate)
            .orElseThrow(
                () -> new Refused(Status.UNAUTHENTICATED, "This is not a certificate of ours."));
    Instant now = clock.instant();
    Instant end = certificate.getNotAfter().toInstant().plus(renews ? RENEWABLE : Duration.ZERO);
    if (now.isBefore(certificate.getNotBefore().toInstant()) || now.isAfter(end)) {
      throw new Refused(
          Status.UNAUTHENTICATED,
          "The certificate is not valid now. Renew it within 7 days of its end, or join again.");
    }
    if (!isKnown(node)) {
      throw new Refused(Status.PERMISSION_DENIED, "This node was removed; join again.");
    }
    return node;
  }

  private boolean isKnown(NodeId node) {
    asking.acquireUninterruptibly();
    try {
      return nodes.isKnown(node);
    } finally {
      asking.release();
    }
  }

  private static @Nullable X509Certificate certificate(ServerCall<?, ?> call) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    try {
      return session == null || !(session.getPeerCertificates()[0] instanceof X509Certificate own)
          ? null
          : own;
    } catch (SSLPeerUnverifiedException e) {
      // It showed none.
      return null;
    }
  }

  private static boolean is(MethodDescriptor<?, ?> method, MethodDescriptor<?, ?> other) {
    return method.getFullMethodName().equals(other.getFullMethodName());
  }
}
