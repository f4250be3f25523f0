package dev.slipway.backend.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that is kept of secrets with enough random bits, and that names content. */
public final class Sha256 {
  private Sha256() {}

  /** Of the text in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** Of the parts as if they were one. */
  public static byte[] of(byte[]... parts) {
    MessageDigest sha = begun();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }

  /** 64 digits, in lower case. */
  public static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }

  public static String hex(String text) {
    return hex(text.getBytes(UTF_8));
  }

  /** For what comes bit by bit. */
  public static MessageDigest begun() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
