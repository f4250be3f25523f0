package dev.slipway.backend.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.KeysetRepository.Wrapped;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The key sets of organizations, one each. For reading they are remembered for a minute, and looked
 * up again when they do not fit; for writing they are looked up each time, so that a key that was
 * exchanged is never used again.
 */
@Component
class OrganizationKeys {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final KeysetRepository keysets;
  private final PlatformKey platform;
  private final InstantSource clock;
  private final Map<OrganizationId, Remembered> remembered = new ConcurrentHashMap<>();

  private record Remembered(Aead aead, Instant until) {}

  OrganizationKeys(KeysetRepository keysets, PlatformKey platform, InstantSource clock) {
    this.keysets = keysets;
    this.platform = platform;
    this.clock = clock;
  }

  /** The newest, held until the end of the transaction; made if there is none. */
  Aead forWriting(OrganizationId organization) {
    Optional<byte[]> encrypted = keysets.hold(organization);
    if (encrypted.isEmpty()) {
      keysets.insert(organization, wrapped(organization, KeySets.generate()));
      // Read again: somebody else's may have been first.
      encrypted = keysets.hold(organization);
    }
    return KeySets.aead(open(organization, encrypted.orElseThrow()));
  }

  Aead forReading(OrganizationId organization) {
    Remembered known = remembered.get(organization);
    return known != null && clock.instant().isBefore(known.until())
        ? known.aead()
        : again(organization);
  }

  /**
   * As it is now.
   *
   * @throws IllegalStateException when there is none: nothing was ever encrypted, or all of it was
   *     made unreadable for good
   */
  Aead again(OrganizationId organization) {
    remembered.remove(organization);
    byte[] encrypted =
        keysets
            .find(organization)
            .orElseThrow(() -> new IllegalStateException("The organization has no key set"));
    Aead aead = KeySets.aead(open(organization, encrypted));
    remembered.put(organization, new Remembered(aead, clock.instant().plus(REMEMBERED)));
    return aead;
  }

  void forget(OrganizationId organization) {
    remembered.remove(organization);
  }

  KeysetHandle open(OrganizationId organization, byte[] encrypted) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          encrypted, new ByPlatform(platform), context(organization), AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The platform's key does not fit the database: was the key file exchanged?", e);
    }
  }

  Wrapped wrapped(OrganizationId organization, KeysetHandle keyset) {
    try {
      // Before: if the platform's key changes in between, it is merely done once more.
      String by = HexFormat.of().formatHex(platform.mark());
      byte[] encrypted =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              keyset, new ByPlatform(platform), context(organization), AeadConfig2026.get());
      return new Wrapped(encrypted, by);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt a key set", e);
    }
  }

  private static byte[] context(OrganizationId organization) {
    return ("keyset/" + organization.value()).getBytes(UTF_8);
  }

  /** The platform's key in Tink's words. */
  private record ByPlatform(PlatformKey key) implements Aead {
    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
      return key.encrypt(plaintext, associatedData);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
        throws GeneralSecurityException {
      try {
        return key.decrypt(ciphertext, associatedData);
      } catch (IllegalStateException e) {
        throw new GeneralSecurityException(e);
      }
    }
  }
}
