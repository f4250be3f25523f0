package dev.slipway.backend.tenants;

import dev.slipway.backend.kernel.Sha256;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * The one-time code that proves who sets up an installation is who installed it: 100 random bits,
 * made to be typed.
 */
final class SetupCode {
  // Without the letters and digits people take for each other.
  private static final String DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int LENGTH = 20;
  private static final int GROUP = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SetupCode() {}

  static String next() {
    var code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return code.toString();
  }

  /** Hyphens, spaces and case do not matter. */
  static byte[] hash(String typed) {
    return Sha256.of(typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT));
  }
}
