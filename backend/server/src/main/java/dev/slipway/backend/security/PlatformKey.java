package dev.slipway.backend.security;

import java.time.Instant;
import java.util.List;

/**
 * The key that organizations' key sets and the platform's own secrets are encrypted with. It lies
 * outside the database, so that a stolen database tells no secrets. A file by default; a key
 * management service is another implementation of this interface.
 */
public interface PlatformKey {
  /** With the newest version. */
  byte[] encrypt(byte[] plain, byte[] context);

  /**
   * With whatever enabled version it was encrypted with.
   *
   * @throws IllegalStateException when none of them fits, or the context is another
   */
  byte[] decrypt(byte[] encrypted, byte[] context);

  /** With what everything begins that the newest version encrypts, and nothing else. */
  byte[] mark();

  List<Version> versions();

  /** When {@link #rotate} was done last. */
  Instant changedAt();

  /**
   * Makes a new version, used for everything from now on; the others go on decrypting.
   *
   * @throws dev.slipway.backend.kernel.Problem conflict while an earlier rotation is under way
   */
  void rotate();

  /** Only the newest version decrypts from now on. */
  void retire();

  /**
   * @param id says nothing about the key
   */
  record Version(String id, boolean newest, boolean enabled) {}
}
