package dev.slipway.e2e;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a phone would show. */
final class AuthenticatorApp {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String ALGORITHM = "HmacSHA1";
  private static final int SECRET_BYTES = 20;

  private AuthenticatorApp() {}

  static String code(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes(secret.strip()), ALGORITHM));
      long step = Instant.now().getEpochSecond() / 30;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, 4).getInt();
      return "%06d".formatted((number & Integer.MAX_VALUE) % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String secret) {
    BigInteger number =
        secret
            .chars()
            .mapToObj(letter -> BigInteger.valueOf(LETTERS.indexOf(letter)))
            .reduce(BigInteger.ZERO, (before, five) -> before.shiftLeft(5).add(five));
    byte[] signed = number.toByteArray();
    var bytes = new byte[SECRET_BYTES];
    int length = Math.min(signed.length, SECRET_BYTES);
    System.arraycopy(signed, signed.length - length, bytes, SECRET_BYTES - length, length);
    return bytes;
  }
}
