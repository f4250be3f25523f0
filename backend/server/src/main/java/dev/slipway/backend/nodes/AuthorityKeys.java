package dev.slipway.backend.nodes;

import dev.slipway.backend.security.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the authority's key in the database, readable only with the platform's key file. */
@Service
class AuthorityKeys {
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final PlatformKeyRepository keys;
  private final Vault vault;
  private final InstantSource clock;

  AuthorityKeys(PlatformKeyRepository keys, Vault vault, InstantSource clock) {
    this.keys = keys;
    this.vault = vault;
    this.clock = clock;
  }

  /** The authority of this name, made at the first call of the installation's life. */
  // Its own transaction: the caller's may roll back after the authority has been handed out.
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public Identity loadOrCreate(String name) {
    keys.lock();
    return keys.certificate(name).map(found -> open(name, found)).orElseGet(() -> create(name));
  }

  private Identity open(String name, String certificate) {
    byte[] key = vault.decryptForPlatform(context(name), keys.encryptedKey(name));
    return new Identity(privateKey(key), List.of(Pem.read(certificate)));
  }

  private Identity create(String name) {
    Instant now = clock.instant();
    Identity authority = Certificates.authority(Certificates.newKeys(), now.minus(CLOCK_SKEW));
    byte[] encrypted = vault.encryptForPlatform(context(name), authority.key().getEncoded());
    keys.insert(name, Pem.of(authority.chain()), encrypted, now);
    return authority;
  }

  private static String context(String name) {
    return "platform-key/" + name;
  }

  private static PrivateKey privateKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
