package dev.slipway.backend.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.platform.PlatformProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Values under a key set of their organization, key sets under the platform's key. */
@Component
class TinkVault implements Vault {
  private final KeysetRepository keysets;
  private final Aead platform;
  private final Map<OrganizationId, Aead> known = new ConcurrentHashMap<>();

  TinkVault(KeysetRepository keysets, PlatformProperties settings, TransactionTemplate transaction)
      throws IOException, GeneralSecurityException {
    this.keysets = keysets;
    Path file = KeyFile.in(settings.state());
    if (!Files.exists(file)) {
      // A new key would start well and then read nothing.
      if (Boolean.TRUE.equals(transaction.execute(_ -> keysets.anythingEncrypted()))) {
        throw new IllegalStateException(
            "The database has secrets, but the key they are encrypted with is missing: put it back at %s."
                .formatted(file.toAbsolutePath()));
      }
      KeyFile.create(file);
    }
    this.platform = KeyFile.read(file);
  }

  @Override
  @Transactional
  public byte[] encrypt(OrganizationId organization, String context, byte[] plain) {
    return encrypt(keyOf(organization), organization.value() + "/" + context, plain);
  }

  @Override
  @Transactional(readOnly = true)
  public byte[] decrypt(OrganizationId organization, String context, byte[] encrypted) {
    return decrypt(keyOf(organization), organization.value() + "/" + context, encrypted);
  }

  @Override
  @Transactional(propagation = Propagation.SUPPORTS)
  public byte[] encryptForPlatform(String context, byte[] plain) {
    return encrypt(platform, "platform/" + context, plain);
  }

  @Override
  @Transactional(propagation = Propagation.SUPPORTS)
  public byte[] decryptForPlatform(String context, byte[] encrypted) {
    return decrypt(platform, "platform/" + context, encrypted);
  }

  private Aead keyOf(OrganizationId organization) {
    Aead cached = known.get(organization);
    return cached == null ? load(organization) : cached;
  }

  private Aead load(OrganizationId organization) {
    if (keysets.find(organization).isEmpty()) {
      keysets.insert(organization, newKeyset(organization));
    }
    // Read again: somebody else's may have been first.
    Aead key = open(organization, keysets.find(organization).orElseThrow());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            // Not before: the key set goes when the transaction is rolled back.
            known.put(organization, key);
          }
        });
    return key;
  }

  private byte[] newKeyset(OrganizationId organization) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
          platform,
          keysetContext(organization),
          AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a key set", e);
    }
  }

  private Aead open(OrganizationId organization, byte[] encrypted) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
              encrypted, platform, keysetContext(organization), AeadConfig2026.get())
          .getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The platform's key does not fit the database: was the key file exchanged?", e);
    }
  }

  private static byte[] keysetContext(OrganizationId organization) {
    return ("keyset/" + organization.value()).getBytes(UTF_8);
  }

  private static byte[] encrypt(Aead key, String context, byte[] plain) {
    try {
      return key.encrypt(plain, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt " + context, e);
    }
  }

  private static byte[] decrypt(Aead key, String context, byte[] encrypted) {
    try {
      return key.decrypt(encrypted, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret belongs elsewhere, or was altered: %s does not decrypt".formatted(context), e);
    }
  }
}
