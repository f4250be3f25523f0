package dev.slipway.backend.factors;

import dev.slipway.api.people.NewTotpView;
import java.math.BigInteger;
import java.time.Instant;

/** What an authenticator app shows. */
final class AppCodes {
  private AppCodes() {}

  /** Now, or some steps later. */
  static String code(NewTotpView begun, int later) {
    BigInteger number = BigInteger.ZERO;
    for (char letter : begun.secret().toCharArray()) {
      int value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
      number = number.shiftLeft(5).add(BigInteger.valueOf(value));
    }
    byte[] signed = number.toByteArray();
    var secret = new byte[20];
    int length = Math.min(signed.length, secret.length);
    System.arraycopy(signed, signed.length - length, secret, secret.length - length, length);
    return Totp.code(secret, Totp.step(Instant.now()) + later);
  }
}
