package dev.slipway.backend.forges;

import dev.slipway.backend.kernel.HmacSha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Signatures in hexadecimal, of bytes as they came. */
final class Hmac {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final byte[] NOTHING = new byte[32];

  private Hmac() {}

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
    boolean right = secrets.any(key -> MessageDigest.isEqual(signature, HmacSha256.of(key, parts)));
    return formed && right;
  }
}
