package dev.slipway.backend.security;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class TinkKeyRing implements KeyRing {
  private final KeysetRepository keysets;
  private final OrganizationKeys keys;
  private final Vault vault;

  TinkKeyRing(KeysetRepository keysets, OrganizationKeys keys, Vault vault) {
    this.keysets = keysets;
    this.keys = keys;
    this.vault = vault;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Key> keys(OrganizationId organization) {
    var all = new ArrayList<Key>();
    keysets
        .find(organization)
        .map(encrypted -> keys.open(organization, encrypted))
        .ifPresent(keyset -> {
          for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry key = keyset.getAt(i);
            all.add(
                new Key(
                    Integer.toUnsignedString(key.getId()),
                    key.isPrimary(),
                    key.getStatus() == KeyStatus.ENABLED));
          }
        });
    return List.copyOf(all);
  }

  @Override
  @Transactional
  public void add(OrganizationId organization, String by, Instant now) {
    var _ = keys.forWriting(organization);
    KeysetHandle added = KeySets.added(locked(organization));
    if (!keysets.add(organization, keys.wrapped(organization, added), by, now)) {
      throw Problem.conflict(
          "rotation-under-way", "The last rotation is under way: wait until it is complete.");
    }
  }

  @Override
  @Transactional
  public void promote(OrganizationId organization) {
    KeysetHandle promoted = KeySets.promoted(locked(organization));
    boolean _ = keysets.promote(organization, keys.wrapped(organization, promoted));
    keys.forget(organization);
  }

  @Override
  @Transactional(readOnly = true)
  public byte[] mark(OrganizationId organization) {
    return KeySets.mark(keys.open(organization, keysets.find(organization).orElseThrow()));
  }

  @Override
  @Transactional
  public byte[] renewed(OrganizationId organization, String context, byte[] encrypted) {
    return vault.encrypt(organization, context, vault.decrypt(organization, context, encrypted));
  }

  @Override
  @Transactional
  public void retire(OrganizationId organization, Instant now, Instant destroyAt) {
    KeysetHandle retired = KeySets.retired(locked(organization));
    boolean _ = keysets.retire(organization, keys.wrapped(organization, retired), now, destroyAt);
    keys.forget(organization);
  }

  @Override
  @Transactional
  public void purge(OrganizationId organization) {
    KeysetHandle purged = KeySets.purged(locked(organization));
    boolean _ = keysets.purge(organization, keys.wrapped(organization, purged));
  }

  @Override
  @Transactional
  public void destroy(OrganizationId organization) {
    keysets.delete(organization);
    keys.forget(organization);
  }

  @Override
  @Transactional
  public void rewrap(OrganizationId organization) {
    Optional<byte[]> encrypted = keysets.lock(organization);
    encrypted.ifPresent(keyset ->
        keysets.rewrap(organization, keys.wrapped(organization, keys.open(organization, keyset))));
  }

  @Override
  public byte[] renewedForPlatform(String context, byte[] encrypted) {
    return vault.encryptForPlatform(context, vault.decryptForPlatform(context, encrypted));
  }

  private KeysetHandle locked(OrganizationId organization) {
    return keys.open(organization, keysets.lock(organization).orElseThrow());
  }
}
