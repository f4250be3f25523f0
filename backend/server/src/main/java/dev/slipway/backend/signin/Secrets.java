package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values that prove something, and what is kept of them. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  public static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static byte[] hash(String secret) {
    return Sha256.of(secret);
  }
}
