package dev.slipway.backend.registries;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Signs the registry's tokens; the registry trusts the certificate. */
record RegistryKey(PrivateKey key, X509Certificate certificate) {
  /** It must not get into a log. */
  @Override
  public String toString() {
    return "RegistryKey[" + certificate.getSubjectX500Principal() + "]";
  }
}
