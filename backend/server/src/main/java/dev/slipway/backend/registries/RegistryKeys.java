package dev.slipway.backend.registries;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.RegistryKeyRepository.StoredKey;
import dev.slipway.backend.security.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the one key that signs tokens for the registry: made at the first start, the same for all
 * replicas. Its certificate goes to {@code <state>/registry/token.crt}, where the registry's
 * configuration expects it.
 */
@Service
class RegistryKeys {
  private static final String CONTEXT = "platform_key/registry-token";

  private final RegistryKeyRepository rows;
  private final Vault vault;
  private final Path certificate;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final AtomicReference<@Nullable RegistryKey> current = new AtomicReference<>();

  RegistryKeys(
      RegistryKeyRepository rows,
      Vault vault,
      PlatformProperties platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rows = rows;
    this.vault = vault;
    this.certificate = platform.state().resolve("registry").resolve("token.crt");
    this.transaction = transaction;
    this.clock = clock;
  }

  RegistryKey current() {
    RegistryKey known = current.get();
    if (known == null) {
      known = loadOrMake();
      current.set(known);
    }
    return known;
  }

  @EventListener(ApplicationReadyEvent.class)
  void publish() {
    try {
      Files.createDirectories(certificate.getParent());
      Path aside = certificate.resolveSibling("token.crt.new");
      Files.writeString(aside, TokenCertificate.pem(current().certificate()));
      Files.move(
          aside, certificate, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The registry's certificate cannot be written to " + certificate, e);
    }
  }

  private RegistryKey loadOrMake() {
    StoredKey stored = transaction.execute(_ -> rows.find().orElseGet(this::make));
    byte[] key = vault.decryptForPlatform(CONTEXT, stored.encryptedKey());
    try {
      return TokenCertificate.read(key, stored.certificate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The registry's signing key is damaged", e);
    }
  }

  private StoredKey make() {
    try {
      RegistryKey made = TokenCertificate.make(clock.instant());
      rows.insert(
          new StoredKey(
              TokenCertificate.pem(made.certificate()),
              vault.encryptForPlatform(CONTEXT, made.key().getEncoded())),
          clock.instant());
      // Another replica may have been first.
      return rows.find().orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot make a signing key", e);
    }
  }
}
