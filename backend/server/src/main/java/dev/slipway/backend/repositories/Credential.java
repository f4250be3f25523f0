package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.Forge;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What opens a repository, still sealed.
 *
 * @param app null: any of the organization
 * @param previous the key before the last rotation
 * @param usedBy how many apps it serves; 0 where nobody asked
 */
record Credential(
    CredentialId id,
    OrganizationId organization,
    @Nullable AppId app,
    String name,
    CredentialKind kind,
    @Nullable String host,
    @Nullable String username,
    Sealed secret,
    @Nullable Sealed previous,
    @Nullable String publicKey,
    @Nullable String fingerprint,
    boolean reportsStatus,
    @Nullable Forge forge,
    int usedBy,
    String createdBy,
    Instant createdAt,
    Instant changedAt) {
  /** Long enough to add the new half everywhere. */
  private static final Duration BOTH = Duration.ofDays(7);

  /** Bytes that mean something to the vault only. */
  static final class Sealed {
    private final byte[] bytes;

    Sealed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String toString() {
      return "…";
    }
  }

  boolean offersPrevious(Instant now) {
    return previous != null && changedAt.plus(BOTH).isAfter(now);
  }

  /** Another token. */
  Credential with(String user, Sealed token, boolean reports, Instant now) {
    return new Credential(
        id,
        organization,
        app,
        name,
        kind,
        host,
        user,
        token,
        null,
        null,
        null,
        reports,
        forge,
        usedBy,
        createdBy,
        createdAt,
        now);
  }

  /** Another key; the one before stays beside it. */
  Credential with(DeployKey key, Sealed sealed, Instant now) {
    return new Credential(
        id,
        organization,
        app,
        name,
        kind,
        null,
        null,
        sealed,
        secret,
        key.open(),
        key.fingerprint(),
        false,
        null,
        usedBy,
        createdBy,
        createdAt,
        now);
  }

  CredentialView view(Instant now) {
    return new CredentialView(
        id.value(),
        app == null ? null : app.value(),
        name,
        kind,
        host,
        username,
        publicKey,
        fingerprint,
        offersPrevious(now),
        reportsStatus,
        forge,
        usedBy,
        createdBy,
        createdAt,
        changedAt);
  }
}
