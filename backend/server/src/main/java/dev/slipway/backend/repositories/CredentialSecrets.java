package dev.slipway.backend.repositories;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.repositories.Credential.Sealed;
import dev.slipway.backend.security.Vault;
import org.springframework.stereotype.Component;

/** Seals what opens repositories; each is bound to its row. */
@Component
class CredentialSecrets {
  private final Vault vault;

  CredentialSecrets(Vault vault) {
    this.vault = vault;
  }

  Sealed seal(OrganizationId organization, CredentialId id, String secret) {
    return new Sealed(vault.encrypt(organization, context(id), secret.getBytes(UTF_8)));
  }

  String open(Credential credential, Sealed sealed) {
    return new String(
        vault.decrypt(credential.organization(), context(credential.id()), sealed.bytes()), UTF_8);
  }

  private static String context(CredentialId id) {
    return "repository-key/" + id.value();
  }
}
