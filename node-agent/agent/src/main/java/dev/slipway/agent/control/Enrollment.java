package dev.slipway.agent.control;

import com.google.protobuf.ByteString;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.EnrollRequest;
import dev.slipway.protocol.EnrollResponse;
import dev.slipway.protocol.RenewRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.concurrent.TimeUnit;

/** Gets the node its identity, and later the next one. */
final class Enrollment {
  private static final int PATIENCE_SECONDS = 20;

  private final Dialer dialer;
  private final IdentityStore store;
  private final String nodeName;

  Enrollment(Dialer dialer, IdentityStore store, String nodeName) {
    this.dialer = dialer;
    this.store = store;
    this.nodeName = nodeName;
  }

  /** The authority is checked against the token before the token is said. */
  Identity join(JoinToken token) throws StatusRuntimeException {
    KeyPair keys = NodeKeys.create();
    ManagedChannel channel = dialer.joining(token);
    try {
      return keep(
          keys,
          AgentEndpointGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .enroll(
                  EnrollRequest.newBuilder()
                      .setToken(token.text())
                      .setNodeName(nodeName)
                      .setCertificateRequest(request(keys))
                      .build()));
    } catch (StatusRuntimeException e) {
      dialer.elsewhere();
      throw e;
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  /** A new key and a new certificate, asked for with the old ones, also when those have expired. */
  Identity renew(Identity old) throws StatusRuntimeException {
    KeyPair keys = NodeKeys.create();
    ManagedChannel channel = dialer.as(old);
    try {
      return keep(
          keys,
          AgentEndpointGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .renew(RenewRequest.newBuilder().setCertificateRequest(request(keys)).build()));
    } catch (StatusRuntimeException e) {
      dialer.elsewhere();
      throw e;
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  private ByteString request(KeyPair keys) {
    return ByteString.copyFrom(NodeKeys.request(keys, nodeName));
  }

  private Identity keep(KeyPair keys, EnrollResponse answer) {
    try {
      var identity =
          new Identity(
              answer.getNodeId(),
              keys.getPrivate(),
              Pem.certificates(answer.getCertificateChain()));
      if (!identity.certificate().getPublicKey().equals(keys.getPublic())) {
        throw new IllegalStateException("The control plane signed another key than ours.");
      }
      store.save(identity);
      return identity;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The control plane's answer is not a certificate.", e);
    }
  }
}
