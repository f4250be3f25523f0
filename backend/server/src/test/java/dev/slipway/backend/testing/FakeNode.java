package dev.slipway.backend.testing;

import com.google.protobuf.ByteString;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.EnrollRequest;
import dev.slipway.protocol.EnrollResponse;
import dev.slipway.protocol.RenewRequest;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/** A machine's identity as its agent keeps it: key, certificate, and the authority it trusts. */
public final class FakeNode {
  private final int port;
  private final KeyPair keys;
  private final X509Certificate authority;
  private final @Nullable String chain;
  private final @Nullable UUID id;

  private FakeNode(
      int port,
      KeyPair keys,
      X509Certificate authority,
      @Nullable String chain,
      @Nullable UUID id) {
    this.port = port;
    this.keys = keys;
    this.authority = authority;
    this.chain = chain;
    this.id = id;
  }

  /** Has a key and trusts this authority; nobody knows it yet. */
  public static FakeNode stranger(int port, X509Certificate authority) {
    return new FakeNode(port, newKeys(), authority, null, null);
  }

  /** The same machine, talking to another replica. */
  public FakeNode at(int port) {
    return new FakeNode(port, keys, authority, chain, id);
  }

  /** A token of this control plane makes it a node of it. */
  public FakeNode enroll(String token, String name) {
    return enroll(token, name, certificateRequest("CN=" + name, builder -> builder));
  }

  /**
   * @param request PKCS#10, DER
   */
  public FakeNode enroll(String token, String name, byte[] request) {
    return call(stub ->
        stub.enroll(
            EnrollRequest.newBuilder()
                .setToken(token)
                .setNodeName(name)
                .setCertificateRequest(ByteString.copyFrom(request))
                .build()));
  }

  public FakeNode renew() {
    byte[] request = certificateRequest("CN=me", builder -> builder);
    return call(stub ->
        stub.renew(
            RenewRequest.newBuilder().setCertificateRequest(ByteString.copyFrom(request)).build()));
  }

  /** The same key with another certificate. */
  public FakeNode with(String otherChain) {
    return new FakeNode(port, keys, authority, otherChain, id);
  }

  public UUID id() {
    if (id == null) {
      throw new IllegalStateException("Not enrolled");
    }
    return id;
  }

  public KeyPair keys() {
    return keys;
  }

  public X509Certificate certificate() {
    if (chain == null) {
      throw new IllegalStateException("Not enrolled");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.cert.CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] certificateRequest(
      String subject,
      Function<PKCS10CertificationRequestBuilder, PKCS10CertificationRequestBuilder> with) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return with.apply(builder).build(signer).getEncoded();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ManagedChannel channel() {
    try {
      var credentials =
          TlsChannelCredentials.newBuilder().trustManager(stream(pem(List.of(authority))));
      if (chain != null) {
        credentials.keyManager(stream(chain), stream(pem(List.of(keys.getPrivate()))));
      }
      return Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials.build())
          .maxInboundMessageSize(64 << 20)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FakeNode call(
      Function<AgentEndpointGrpc.AgentEndpointBlockingStub, EnrollResponse> action) {
    ManagedChannel channel = channel();
    try {
      EnrollResponse answer =
          action.apply(
              AgentEndpointGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS));
      return new FakeNode(
          port, keys, authority, answer.getCertificateChain(), UUID.fromString(answer.getNodeId()));
    } finally {
      var _ = channel.shutdownNow();
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(List<?> objects) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        // The plain form, which every reader of PEM knows.
        writer.writeObject(
            object instanceof java.security.PrivateKey key
                ? new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(key, null)
                : object);
      }
    }
    return text.toString();
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
