package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.platform.PlatformProperties;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs the certificates by which nodes and this control plane know each other. */
@Component
public class CertificateAuthority {
  /** Of node certificates. Nodes renew between half and four fifths of it. */
  static final Duration NODE_LIFE = Duration.ofHours(24);

  /** Of the agent endpoint's own certificate; see {@link #newServerIdentity}. */
  public static final Duration SERVER_LIFE = Duration.ofDays(30);

  // A node's clock may be this much behind ours and still find its certificate valid.
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);
  private static final String NODE_ADDRESS = "spiffe://slipway/node/";
  private static final int SAN_URI = 6;
  static final String NAME = "node-authority";

  private final AuthorityKeys keys;
  private final PlatformProperties platform;
  private final InstantSource clock;
  private @Nullable Identity loaded;

  CertificateAuthority(AuthorityKeys keys, PlatformProperties platform, InstantSource clock) {
    this.keys = keys;
    this.platform = platform;
    this.clock = clock;
  }

  /** The root that agents pin. */
  public X509Certificate certificate() {
    return authority().certificate();
  }

  /** For the agent endpoint: valid for the external host and on this machine. */
  public Identity newServerIdentity() {
    String host = platform.externalUrl().getHost();
    KeyPair keys = Certificates.newKeys();
    List<GeneralName> names =
        Stream.of(host, "localhost", "127.0.0.1")
            .distinct()
            .map(CertificateAuthority::name)
            .toList();
    var leaf = new Certificates.Leaf("Slipway", names, KeyPurposeId.id_kp_serverAuth);
    return new Identity(keys.getPrivate(), chain(sign(keys.getPublic(), leaf, SERVER_LIFE)));
  }

  /** The node's certificate, then ours. */
  List<X509Certificate> issue(NodeId node, PublicKey key) {
    var address =
        new GeneralName(GeneralName.uniformResourceIdentifier, NODE_ADDRESS + node.value());
    var leaf =
        new Certificates.Leaf(
            node.value().toString(), List.of(address), KeyPurposeId.id_kp_clientAuth);
    return chain(sign(key, leaf, NODE_LIFE));
  }

  /**
   * Whose certificate this is. Empty when we did not sign it or it is not a node's; says nothing
   * about its dates.
   */
  public Optional<NodeId> node(X509Certificate certificate) {
    try {
      certificate.verify(certificate().getPublicKey());
      var usages = certificate.getExtendedKeyUsage();
      var names = certificate.getSubjectAlternativeNames();
      if (usages == null
          || !usages.contains(KeyPurposeId.id_kp_clientAuth.getId())
          || names == null
          || names.size() != 1) {
        return Optional.empty();
      }
      List<?> name = names.iterator().next();
      if (!Integer.valueOf(SAN_URI).equals(name.get(0))
          || !(name.get(1) instanceof String address)
          || !address.startsWith(NODE_ADDRESS)) {
        return Optional.empty();
      }
      return Optional.of(new NodeId(UUID.fromString(address.substring(NODE_ADDRESS.length()))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Signed by somebody else, or not in a form we ever wrote.
      return Optional.empty();
    }
  }

  private X509Certificate sign(PublicKey key, Certificates.Leaf leaf, Duration life) {
    Instant now = clock.instant();
    return Certificates.leaf(authority(), key, leaf, now.minus(CLOCK_SKEW), now.plus(life));
  }

  private List<X509Certificate> chain(X509Certificate leaf) {
    return List.of(leaf, certificate());
  }

  private synchronized Identity authority() {
    if (loaded == null) {
      loaded = keys.loadOrCreate(NAME);
    }
    return loaded;
  }

  private static GeneralName name(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }
}
