package dev.slipway.backend.repositories;

import dev.slipway.backend.kernel.Sha256;
import java.util.Base64;

/** A key in short, as ssh prints it. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * @param key as it stands, in Base64, in known_hosts and public key files
   */
  static String of(byte[] key) {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key));
  }
}
