package dev.slipway.backend.nodes;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with the certificates that say whose it is: its own first, the authority's last.
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "Identity[" + certificate().getSubjectX500Principal() + "]";
  }
}
