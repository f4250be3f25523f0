package dev.slipway.backend.config;

import java.nio.charset.StandardCharsets;

/** How a value lies in the database. */
sealed interface Kept {
  int size();

  record Plain(String text) implements Kept {
    @Override
    public int size() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Compared by nobody. */
  final class Sealed implements Kept {
    private final byte[] ciphertext;

    Sealed(byte[] ciphertext) {
      this.ciphertext = ciphertext.clone();
    }

    byte[] ciphertext() {
      return ciphertext.clone();
    }

    @Override
    public int size() {
      return ciphertext.length;
    }
  }
}
