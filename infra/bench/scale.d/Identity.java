import com.google.protobuf.ByteString;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.EnrollRequest;
import dev.slipway.protocol.EnrollResponse;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A node's name, key and certificate, got with a token as an agent gets them. */
record Identity(String name, KeyManager[] keys) {
  private static final char[] NO_PASSWORD = {};

  static Identity join(int port, String token, String name) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), keys.getPublic())
              .build(signer)
              .getEncoded();
      ManagedChannel channel = dial(port, null);
      try {
        EnrollResponse answer =
            AgentEndpointGrpc.newBlockingStub(channel)
                .withDeadlineAfter(120, TimeUnit.SECONDS)
                .enroll(
                    EnrollRequest.newBuilder()
                        .setToken(token)
                        .setNodeName(name)
                        .setCertificateRequest(ByteString.copyFrom(request))
                        .build());
        return new Identity(name, managers(keys, answer.getCertificateChain()));
      } finally {
        var _ = channel.shutdownNow();
      }
    } catch (Exception e) {
      throw new IllegalStateException(name + " could not join", e);
    }
  }

  ManagedChannel dial(int port) {
    return dial(port, keys);
  }

  private static ManagedChannel dial(int port, KeyManager[] keys) {
    var credentials = TlsChannelCredentials.newBuilder().trustManager(new TrustManager[] {new Anybody()});
    if (keys != null) {
      credentials.keyManager(keys);
    }
    return Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials.build())
        .directExecutor()
        .maxInboundMessageSize(64 << 20)
        .keepAliveTime(10, TimeUnit.SECONDS)
        .keepAliveTimeout(30, TimeUnit.SECONDS)
        .disableRetry()
        .build();
  }

  private static KeyManager[] managers(KeyPair keys, String chain) throws Exception {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)));
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("node", keys.getPrivate(), NO_PASSWORD, certificates.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  /** What is dialled is on this machine; checking it would only cost the machine that is measured. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
