package dev.slipway.agent.control;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/** Signs certificates for tests, as a control plane does. */
public final class TestAuthority {
  private static final X500Name NAME = new X500Name("CN=Test authority");

  private final KeyPair keys = NodeKeys.create();
  private final X509Certificate certificate;

  public TestAuthority() throws Exception {
    certificate = sign("Test authority", keys.getPublic(), null, Duration.ofDays(10));
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** A token that pins this authority. */
  public String token() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    String digest = new BigInteger(1, hash).toString(36);
    return "slp1_" + "0".repeat(50 - digest.length()) + digest + "_secret";
  }

  List<X509Certificate> node(String id, byte[] request, Duration life) throws Exception {
    PublicKey key =
        new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(request)).getPublicKey();
    return List.of(sign(id, key, KeyPurposeId.id_kp_clientAuth, life), certificate);
  }

  /** Chain and key of a server, as PEM. */
  ServerIdentity server(KeyPurposeId purpose) throws Exception {
    KeyPair server = NodeKeys.create();
    var leaf = sign("server", server.getPublic(), purpose, Duration.ofDays(1));
    return new ServerIdentity(
        Pem.write(List.of(leaf, certificate)), Pem.write(server.getPrivate()));
  }

  record ServerIdentity(String chain, String key) {
    ByteArrayInputStream chainStream() {
      return new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII));
    }

    ByteArrayInputStream keyStream() {
      return new ByteArrayInputStream(key.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private X509Certificate sign(
      String name, PublicKey key, @Nullable KeyPurposeId purpose, Duration life) throws Exception {
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(life)),
            purpose == null ? NAME : new X500Name("CN=" + name),
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
    if (purpose != null) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }
}
