import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Prints personal API tokens, each with the hash that is kept of it. */
public final class Token {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  public static void main(String[] arguments) throws Exception {
    var random = new SecureRandom();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      var secret = new StringBuilder();
      for (int digit = 0; digit < 30; digit++) {
        secret.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
      }
      String token = "slpp_" + secret + checksum(secret.toString());
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
      System.out.println(token + "\t" + HexFormat.of().formatHex(hash));
    }
  }

  private static String checksum(String secret) {
    var crc = new CRC32();
    crc.update(secret.getBytes(US_ASCII));
    var checksum = new StringBuilder();
    long rest = crc.getValue();
    for (int digit = 0; digit < 6; digit++) {
      checksum.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return checksum.toString();
  }
}
