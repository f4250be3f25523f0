package dev.slipway.backend.sources;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * GitHub's {@code X-Hub-Signature-256}: HMAC-SHA-256 of the body as it came, under the hook's
 * secret.
 */
final class GithubSignature {
  private static final Pattern FORM = Pattern.compile("sha256=[0-9a-f]{64}");
  private static final int PREFIX = "sha256=".length();

  private GithubSignature() {}

  /**
   * @param headers every value of the header; anything but exactly one is refused
   */
  static boolean matches(List<String> headers, byte[] secret, byte[] body) {
    if (headers.size() != 1 || !FORM.matcher(headers.getFirst()).matches() || secret.length == 0) {
      return false;
    }
    byte[] told = HexFormat.of().parseHex(headers.getFirst().substring(PREFIX));
    return MessageDigest.isEqual(told, hmac(secret, body));
  }

  private static byte[] hmac(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-256 is part of every JDK", e);
    }
  }
}
