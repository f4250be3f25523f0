package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import java.util.Map;

/**
 * Keeps secrets unreadable at rest: one key set per organization, encrypted by the platform's key
 * file. A value is bound to its context, such as {@code app/<id>/DATABASE_URL}, and does not
 * decrypt anywhere else.
 */
public interface Vault {
  byte[] encrypt(OrganizationId organization, String context, byte[] plain);

  /** Many values, each by its context; the key set is opened once. */
  Map<String, byte[]> encryptAll(OrganizationId organization, Map<String, byte[]> plain);

  /**
   * @throws IllegalStateException when the value belongs to another organization or context, or was
   *     altered
   */
  byte[] decrypt(OrganizationId organization, String context, byte[] encrypted);

  /** For the platform's own keys, such as the certificate authority's. */
  byte[] encryptForPlatform(String context, byte[] plain);

  byte[] decryptForPlatform(String context, byte[] encrypted);
}
