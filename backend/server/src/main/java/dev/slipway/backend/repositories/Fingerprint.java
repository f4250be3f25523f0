package dev.slipway.backend.repositories;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A key in short, as ssh prints it. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * @param key as it stands, in Base64, in known_hosts and public key files
   */
  static String of(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
