package dev.slipway.backend.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.slipway.backend.kernel.OrganizationId;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Values under a key set of their organization, key sets under the platform's key. */
@Component
class TinkVault implements Vault {
  private final OrganizationKeys keys;
  private final PlatformKey platform;

  TinkVault(OrganizationKeys keys, PlatformKey platform) {
    this.keys = keys;
    this.platform = platform;
  }

  @Override
  @Transactional
  public byte[] encrypt(OrganizationId organization, String context, byte[] plain) {
    return encrypt(keys.forWriting(organization), organization, context, plain);
  }

  @Override
  @Transactional
  public Map<String, byte[]> encryptAll(OrganizationId organization, Map<String, byte[]> plain) {
    Aead aead = keys.forWriting(organization);
    return plain.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> encrypt(aead, organization, one.getKey(), one.getValue())));
  }

  private static byte[] encrypt(
      Aead aead, OrganizationId organization, String context, byte[] plain) {
    try {
      return aead.encrypt(plain, bound(organization, context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt " + context, e);
    }
  }

  @Override
  @Transactional(readOnly = true, noRollbackFor = IllegalStateException.class)
  public byte[] decrypt(OrganizationId organization, String context, byte[] encrypted) {
    byte[] bound = bound(organization, context);
    Aead known = keys.forReading(organization);
    try {
      return known.decrypt(encrypted, bound);
    } catch (GeneralSecurityException _) {
      // Encrypted with a key that came after we looked, perhaps.
      return decryptNow(organization, context, encrypted, bound);
    }
  }

  private byte[] decryptNow(
      OrganizationId organization, String context, byte[] encrypted, byte[] bound) {
    try {
      return keys.again(organization).decrypt(encrypted, bound);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A secret belongs elsewhere, or was altered: %s does not decrypt".formatted(context), e);
    }
  }

  @Override
  @Transactional(propagation = Propagation.SUPPORTS)
  public byte[] encryptForPlatform(String context, byte[] plain) {
    return platform.encrypt(plain, ("platform/" + context).getBytes(UTF_8));
  }

  @Override
  @Transactional(propagation = Propagation.SUPPORTS)
  public byte[] decryptForPlatform(String context, byte[] encrypted) {
    return platform.decrypt(encrypted, ("platform/" + context).getBytes(UTF_8));
  }

  private static byte[] bound(OrganizationId organization, String context) {
    return (organization.value() + "/" + context).getBytes(UTF_8);
  }
}
