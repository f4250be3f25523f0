package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Password of one run of a build at git and the registry. Only its digest is stored; the node gets
 * it in the order.
 */
record BuildSecret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static BuildSecret next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new BuildSecret("slpb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Sha256.of(value);
  }

  /** It is as good as the password. */
  @Override
  public String toString() {
    return "BuildSecret[…]";
  }
}
