package dev.slipway.backend.security;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** What is done to Tink's key sets, all of AES-256-GCM. */
final class KeySets {
  private static final byte TINK = 1;

  private KeySets() {}

  static KeysetHandle generate() {
    try {
      return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a key set", e);
    }
  }

  static Aead aead(KeysetHandle keyset) {
    try {
      return keyset.getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key set cannot be used", e);
    }
  }

  /** With one key more, which is not used for writing yet. */
  static KeysetHandle added(KeysetHandle keyset) {
    return built(
        KeysetHandle.newBuilder(keyset)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()));
  }

  /** With the newest key as the one to write with. */
  static KeysetHandle promoted(KeysetHandle keyset) {
    var builder = KeysetHandle.newBuilder(keyset);
    builder.getAt(keyset.size() - 1).makePrimary();
    return built(builder);
  }

  /** With no key that reads but the one to write with; the others are kept, disabled. */
  static KeysetHandle retired(KeysetHandle keyset) {
    var builder = KeysetHandle.newBuilder(keyset);
    for (int i = 0; i < keyset.size(); i++) {
      if (!keyset.getAt(i).isPrimary()) {
        builder.getAt(i).setStatus(KeyStatus.DISABLED);
      }
    }
    return built(builder);
  }

  /** Without the disabled keys. */
  static KeysetHandle purged(KeysetHandle keyset) {
    var builder = KeysetHandle.newBuilder(keyset);
    for (int i = keyset.size() - 1; i >= 0; i--) {
      if (keyset.getAt(i).getStatus() == KeyStatus.DISABLED) {
        builder.deleteAt(i);
      }
    }
    return built(builder);
  }

  static long enabled(KeysetHandle keyset) {
    long enabled = 0;
    for (int i = 0; i < keyset.size(); i++) {
      enabled += keyset.getAt(i).getStatus() == KeyStatus.ENABLED ? 1 : 0;
    }
    return enabled;
  }

  /** With what Tink begins everything the key to write with encrypts: its id. */
  static byte[] mark(KeysetHandle keyset) {
    return ByteBuffer.allocate(5).put(TINK).putInt(keyset.getPrimary().getId()).array();
  }

  private static KeysetHandle built(KeysetHandle.Builder builder) {
    try {
      return builder.setConfiguration(AeadConfig2026.get()).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key set cannot be changed", e);
    }
  }
}
