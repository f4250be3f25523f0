package dev.slipway.backend.factors;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.signin.Secrets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Signs in once, without the authenticator app. 120 random bits, so a plain hash keeps it safe.
 *
 * @param text such as {@code ABCDEF-GHIJKL-MNOPQR-STUVWX}
 */
record RecoveryCode(String text) {
  private static final int BYTES = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  static RecoveryCode next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new RecoveryCode(Base32.encode(bytes).replaceAll("(.{6})(?=.)", "$1-"));
  }

  /** However it was typed. */
  static byte[] hash(PersonId person, String typed) {
    String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", "");
    return Secrets.hash(person.value() + "/" + plain);
  }

  byte[] hash(PersonId person) {
    return hash(person, text);
  }

  @Override
  public String toString() {
    return "RecoveryCode[]";
  }
}
