package dev.slipway.backend.nodes;

import dev.slipway.backend.kernel.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a machine needs to join: {@code slp1_<SHA-256 of the authority's certificate>_<secret>},
 * both in base 36 and padded with zeros to 50 and 25 digits. The digest lets the machine check whom
 * it is talking to before it says the secret.
 */
record JoinToken(String digest, String secret) {
  private static final Pattern FORM = Pattern.compile("slp1_([0-9a-z]{50})_([0-9a-z]{25})");
  private static final SecureRandom RANDOM = new SecureRandom();

  static JoinToken create(X509Certificate authority) {
    var secret = new byte[16];
    RANDOM.nextBytes(secret);
    return new JoinToken(digest(authority), base36(secret, 25));
  }

  static Optional<JoinToken> parse(String text) {
    var matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(new JoinToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  static String digest(X509Certificate authority) {
    try {
      return base36(Sha256.of(authority.getEncoded()), 50);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is kept of it. */
  byte[] hash() {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /** The whole token, for the one who may have it. */
  String text() {
    return "slp1_" + digest + "_" + secret;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "JoinToken[" + digest + "]";
  }

  private static String base36(byte[] bytes, int digits) {
    String number = new BigInteger(1, bytes).toString(36);
    return "0".repeat(digits - number.length()) + number;
  }
}
