package dev.slipway.agent.control;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;

/** The one-time token: whom to trust, and the secret for them. */
record JoinToken(String digest, String text) {
  private static final Pattern FORM = Pattern.compile("slp1_([0-9a-z]{1,50})_([0-9a-z]+)");

  /**
   * @throws IllegalArgumentException with a sentence for people
   */
  static JoinToken parse(String text) {
    String stripped = text.strip();
    var matcher = FORM.matcher(stripped);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "This is not a join token: it begins with slp1_. Make one on the Nodes page.");
    }
    return new JoinToken(matcher.group(1), stripped);
  }

  /** True for the authority the token was made by. */
  boolean pins(X509Certificate authority) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
      return new BigInteger(1, hash).equals(new BigInteger(digest, 36));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "JoinToken[" + digest + "]";
  }
}
