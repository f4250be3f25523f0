import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/** Prints join tokens for an authority's certificate, each with the hash that is kept of it. */
public final class JoinTokens {
  public static void main(String[] arguments) throws Exception {
    byte[] authority;
    try (var file = new FileInputStream(arguments[0])) {
      authority = CertificateFactory.getInstance("X.509").generateCertificate(file).getEncoded();
    }
    String digest = base36(sha256(authority), 50);
    var random = new SecureRandom();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      var bytes = new byte[16];
      random.nextBytes(bytes);
      String secret = base36(bytes, 25);
      System.out.println(
          "slp1_" + digest + "_" + secret + "\t" + HexFormat.of().formatHex(sha256(secret.getBytes(US_ASCII))));
    }
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String base36(byte[] bytes, int digits) {
    String number = new BigInteger(1, bytes).toString(36);
    return "0".repeat(digits - number.length()) + number;
  }
}
