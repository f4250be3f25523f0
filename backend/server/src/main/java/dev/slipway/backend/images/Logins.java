package dev.slipway.backend.images;

import dev.slipway.api.registries.RegistryKind;
import dev.slipway.backend.security.Vault;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Unseals what opens a registry. */
@Component
class Logins {
  private final Vault vault;
  private final EcrPasswords ecr;

  Logins(Vault vault, EcrPasswords ecr) {
    this.vault = vault;
    this.ecr = ecr;
  }

  byte[] seal(OutsideRegistry registry, String password) {
    return vault.encrypt(
        registry.organization(), context(registry), password.getBytes(StandardCharsets.UTF_8));
  }

  String unseal(OutsideRegistry registry) {
    byte[] plain = vault.decrypt(registry.organization(), context(registry), registry.secret());
    return new String(plain, StandardCharsets.UTF_8);
  }

  /** As the registry wants it; asks Amazon for a new password. */
  Login fresh(OutsideRegistry registry, String password) throws RegistryRefused {
    return registry.kind() == RegistryKind.ECR
        ? ecr.fresh(registry.host(), registry.user(), password)
        : new Login(registry.host(), registry.user(), password);
  }

  /** As the registry wants it; of Amazon a password of the last hours will do. */
  Login kept(OutsideRegistry registry, String password) throws RegistryRefused {
    return registry.kind() == RegistryKind.ECR
        ? ecr.kept(registry.host(), registry.user(), password)
        : new Login(registry.host(), registry.user(), password);
  }

  private static String context(OutsideRegistry registry) {
    return "registry/" + registry.id().value();
  }
}
