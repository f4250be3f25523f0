package dev.slipway.backend.security;

import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How API tokens look: a prefix for the kind, 30 random characters and a checksum of 6, all base
 * 62. The checksum lets scanners and this server tell a token from a lookalike without a database.
 * The documentation publishes the pattern, for those scanners.
 */
final class TokenFormat {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int PREFIX_LENGTH = "slpp_".length();
  private static final int RANDOM_LENGTH = 30;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM = Pattern.compile("slp[pti]_[0-9A-Za-z]{36}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenFormat() {}

  static String next(TokenKind kind) {
    var random = new StringBuilder(RANDOM_LENGTH);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      random.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return prefix(kind) + random + checksum(random.toString());
  }

  static boolean wellFormed(String secret) {
    if (!FORM.matcher(secret).matches()) {
      return false;
    }
    int end = PREFIX_LENGTH + RANDOM_LENGTH;
    return secret.substring(end).equals(checksum(secret.substring(PREFIX_LENGTH, end)));
  }

  private static String prefix(TokenKind kind) {
    return switch (kind) {
      case PERSONAL -> "slpp_";
      case ORGANIZATION -> "slpt_";
      case WORKLOAD -> "slpi_";
    };
  }

  /** What is kept: with 178 random bits a plain hash cannot be searched. */
  static byte[] hash(String secret) {
    return Sha256.of(secret);
  }

  private static String checksum(String random) {
    var crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    var checksum = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      checksum[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(checksum);
  }
}
