package dev.slipway.backend.forges;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.kernel.HmacSha256;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Signatures as standardwebhooks.com describes them: {@code webhook-signature: v1,<base64>} over
 * {@code id.timestamp.body}. Several signatures may stand in the one header, parted by spaces.
 */
final class StandardWebhook {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int MOST_SIGNATURES = 10;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private StandardWebhook() {}

  static Proof prove(Delivered delivered, Secrets secrets, Instant now) {
    Headers headers = delivered.headers();
    byte[] before = (headers.text(ID) + "." + headers.text(TIMESTAMP) + ".").getBytes(UTF_8);
    List<byte[]> told = signatures(headers.text(SIGNATURE));
    boolean genuine =
        secrets.any(key -> {
          byte[] right = HmacSha256.of(key(key), before, delivered.body());
          boolean matched = false;
          for (byte[] signature : told) {
            matched |= MessageDigest.isEqual(signature, right);
          }
          return matched;
        });
    if (!genuine || headers.text(ID).isEmpty()) {
      return Proof.WRONG;
    }
    return fresh(headers.text(TIMESTAMP), now) ? Proof.GENUINE : Proof.STALE;
  }

  static boolean fresh(String seconds, Instant now) {
    return SECONDS.matcher(seconds).matches()
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }

  private static List<byte[]> signatures(String header) {
    return Arrays.stream(header.split(" ", -1))
        .filter(each -> each.startsWith(VERSION))
        .limit(MOST_SIGNATURES)
        .map(each -> decode(each.substring(VERSION.length())))
        .toList();
  }

  /** {@code whsec_} and base64 of the key; any other secret is the key itself. */
  private static byte[] key(byte[] secret) {
    String text = new String(secret, UTF_8);
    if (!text.startsWith(SECRET_PREFIX)) {
      return secret;
    }
    byte[] key = decode(text.substring(SECRET_PREFIX.length()));
    return key.length == 0 ? secret : key;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
