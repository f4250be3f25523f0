package dev.slipway.backend.forges;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 of bytes as they came. */
final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final byte[] NOTHING = new byte[32];

  private Hmac() {}

  static byte[] of(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-256 is part of every JDK", e);
    }
  }

  /**
   * Computes the signature even when none was told, so that both take the same time.
   *
   * @param told the header's value; null when there was none, or more than one
   * @param prefix what must stand before the hexadecimal digits
   */
  static boolean matchesHex(
      @Nullable String told, String prefix, Secrets secrets, byte[]... parts) {
    boolean formed =
        told != null
            && told.startsWith(prefix)
            && HEX.matcher(told.substring(prefix.length())).matches();
    byte[] signature =
        formed && told != null ? HexFormat.of().parseHex(told.substring(prefix.length())) : NOTHING;
    boolean right = secrets.any(key -> MessageDigest.isEqual(signature, of(key, parts)));
    return formed && right;
  }
}
