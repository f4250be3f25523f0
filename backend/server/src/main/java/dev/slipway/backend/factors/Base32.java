package dev.slipway.backend.factors;

import java.math.BigInteger;

/** Bytes as letters and digits people can type (RFC 4648), without the padding nobody types. */
final class Base32 {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;
  private static final int MASK = 31;

  private Base32() {}

  /**
   * @param bytes a multiple of five of them, so that no bits are left over
   */
  static String encode(byte[] bytes) {
    var number = new BigInteger(1, bytes);
    int length = bytes.length * Byte.SIZE / BITS;
    var text = new StringBuilder(length);
    for (int i = length - 1; i >= 0; i--) {
      text.append(LETTERS.charAt(number.shiftRight(i * BITS).intValue() & MASK));
    }
    return text.toString();
  }
}
