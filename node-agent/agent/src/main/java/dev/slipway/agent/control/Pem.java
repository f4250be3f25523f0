package dev.slipway.agent.control;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates as text. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String write(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  static String write(List<X509Certificate> certificates) throws GeneralSecurityException {
    var text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return text.toString();
  }

  private static String block(String kind, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, LINES.encodeToString(bytes), kind);
  }

  static PrivateKey key(String text) throws GeneralSecurityException {
    List<byte[]> keys = blocks(text, "PRIVATE KEY");
    if (keys.size() != 1) {
      throw new GeneralSecurityException("There is not exactly one private key.");
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
  }

  static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    for (byte[] bytes : blocks(text, "CERTIFICATE")) {
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
    }
    return found;
  }

  private static List<byte[]> blocks(String text, String kind) {
    var found = new ArrayList<byte[]>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (kind.equals(matcher.group(1))) {
        found.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return found;
  }
}
