package dev.slipway.backend.members;

import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret part of an invitation's link, and what is kept of it. */
final class InvitationCodes {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private InvitationCodes() {}

  static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** 256 random bits need no slow hash. */
  static byte[] hash(String code) {
    return Sha256.of(code);
  }
}
