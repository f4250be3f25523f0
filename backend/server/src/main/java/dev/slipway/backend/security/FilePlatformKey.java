package dev.slipway.backend.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The platform's key in a file beside the database. Read again when it has changed, so a rotation
 * by another process that shares the file, or by hand, needs no restart.
 */
@Component
class FilePlatformKey implements PlatformKey {
  private final Path file;
  private Loaded loaded;

  private record Loaded(KeysetHandle keyset, Aead aead, FileTime at) {}

  FilePlatformKey(
      KeysetRepository keysets, PlatformProperties settings, TransactionTemplate transaction)
      throws IOException, GeneralSecurityException {
    this.file = KeyFile.in(settings.state());
    if (!Files.exists(file)) {
      // A new key would start well and then read nothing.
      if (Boolean.TRUE.equals(transaction.execute(_ -> keysets.anythingEncrypted()))) {
        throw new IllegalStateException(
            "The database has secrets, but the key they are encrypted with is missing: put it back at %s."
                .formatted(file.toAbsolutePath()));
      }
      KeyFile.create(file);
    }
    this.loaded = load();
  }

  private Loaded load() {
    try {
      FileTime at = Files.getLastModifiedTime(file);
      KeysetHandle keyset = KeyFile.read(file);
      return new Loaded(keyset, KeySets.aead(keyset), at);
    } catch (IOException e) {
      throw new UncheckedIOException("The platform's key cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform's key file is damaged: " + file, e);
    }
  }

  private synchronized Loaded newest() {
    try {
      if (!Files.getLastModifiedTime(file).equals(loaded.at())) {
        loaded = load();
      }
    } catch (IOException e) {
      // What was read before still holds; at the next start it has to be there.
      return loaded;
    }
    return loaded;
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] context) {
    try {
      return newest().aead().encrypt(plain, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt with the platform's key", e);
    }
  }

  @Override
  public byte[] decrypt(byte[] encrypted, byte[] context) {
    try {
      return newest().aead().decrypt(encrypted, context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret belongs elsewhere, was altered, or the platform's key is another one", e);
    }
  }

  @Override
  public byte[] mark() {
    return KeySets.mark(newest().keyset());
  }

  @Override
  public List<Version> versions() {
    KeysetHandle keyset = newest().keyset();
    var versions = new ArrayList<Version>();
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry key = keyset.getAt(i);
      versions.add(
          new Version(
              Integer.toUnsignedString(key.getId()),
              key.isPrimary(),
              key.getStatus() == KeyStatus.ENABLED));
    }
    return List.copyOf(versions);
  }

  @Override
  public Instant changedAt() {
    return newest().at().toInstant();
  }

  @Override
  public synchronized void rotate() {
    KeysetHandle keyset = newest().keyset();
    if (KeySets.enabled(keyset) > 1) {
      throw Problem.conflict(
          "rotation-under-way",
          "The last rotation is under way: wait until only one version is enabled.");
    }
    write(KeySets.promoted(KeySets.added(keyset)));
  }

  @Override
  public synchronized void retire() {
    write(KeySets.retired(newest().keyset()));
  }

  private void write(KeysetHandle keyset) {
    try {
      KeyFile.write(file, keyset);
      loaded = load();
    } catch (IOException e) {
      throw new UncheckedIOException("The platform's key cannot be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform's key cannot be changed", e);
    }
  }
}
