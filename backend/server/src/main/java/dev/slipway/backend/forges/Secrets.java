package dev.slipway.backend.forges;

import java.security.SecureRandom;
import java.util.List;

/** The secrets that count at a moment: one, or two while they are being exchanged. */
public final class Secrets {
  /** For addresses nobody has: costs the same time as a real one and proves nothing. */
  private static final Secrets NOBODY = new Secrets(List.of(random()), false);

  private final List<byte[]> keys;
  private final boolean real;

  private Secrets(List<byte[]> keys, boolean real) {
    this.keys = keys;
    this.real = real;
  }

  /** An empty secret is none: what it signs, anybody can sign. */
  public static Secrets of(List<byte[]> keys) {
    List<byte[]> some = keys.stream().filter(key -> key.length > 0).toList();
    return some.isEmpty() ? NOBODY : new Secrets(some, true);
  }

  public static Secrets nobody() {
    return NOBODY;
  }

  interface Check {
    boolean matches(byte[] key);
  }

  /** Tries every secret, whether one has matched or not. */
  boolean any(Check check) {
    boolean matched = false;
    for (byte[] key : keys) {
      matched |= check.matches(key);
    }
    return matched && real;
  }

  private static byte[] random() {
    var random = new byte[43];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
