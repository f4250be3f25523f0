package dev.slipway.agent.control;

import dev.slipway.protocol.DesiredSet;
import dev.slipway.protocol.Welcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last desired set, with the secrets in it, so that pods are kept while the control plane
 * is away. It is encrypted with a key that lies beside it: that protects copies of the one file
 * (backups, a disk image without the key, a support bundle), not from somebody who is root here.
 */
public final class DesiredStore {
  private static final Logger log = LoggerFactory.getLogger(DesiredStore.class);
  private static final int NONCE = 12;
  private static final byte[] PURPOSE = "slipway desired set 1".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Path keyFile;
  private final SecureRandom random = new SecureRandom();

  public DesiredStore(Path state) {
    this.file = state.resolve("desired.sealed");
    this.keyFile = state.resolve("desired.key");
  }

  /** What was told last, and by whom. */
  record Saved(Welcome welcome, DesiredState state) {}

  void save(Saved saved) {
    try {
      var plain = new ByteArrayOutputStream();
      saved.welcome().writeDelimitedTo(plain);
      saved.state().toSet().writeDelimitedTo(plain);
      var nonce = new byte[NONCE];
      random.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(), nonce).doFinal(plain.toByteArray());
      byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
      PrivateFiles.write(file, whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing is known after a restart. */
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("The saved desired set {} cannot be removed", file, e);
    }
  }

  /** Empty when there is none, or it cannot be read: then nothing is touched until we are told. */
  Optional<Saved> load() {
    try {
      byte[] whole = Files.readAllBytes(file);
      byte[] nonce = Arrays.copyOf(whole, NONCE);
      var plain =
          new ByteArrayInputStream(
              cipher(Cipher.DECRYPT_MODE, key(), nonce)
                  .doFinal(whole, NONCE, whole.length - NONCE));
      Welcome welcome = Welcome.parseDelimitedFrom(plain);
      DesiredSet set = DesiredSet.parseDelimitedFrom(plain);
      return Optional.of(new Saved(welcome, DesiredState.of(set)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      log.warn("The saved desired set {} cannot be read; waiting for a new one", file, e);
      return Optional.empty();
    }
  }

  private byte[] key() throws IOException {
    try {
      return Files.readAllBytes(keyFile);
    } catch (NoSuchFileException _) {
      var key = new byte[32];
      random.nextBytes(key);
      PrivateFiles.write(keyFile, key);
      return key;
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(PURPOSE);
    return cipher;
  }
}
