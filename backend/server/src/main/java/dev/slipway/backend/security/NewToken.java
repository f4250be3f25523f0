package dev.slipway.backend.security;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * A token that was just made.
 *
 * @param secret the whole token; nobody can be told it again
 */
public record NewToken(
    UUID id,
    OrganizationId organization,
    PersonId owner,
    String name,
    TokenRights rights,
    String secret,
    Instant createdAt,
    Instant expiresAt) {

  @Override
  public String toString() {
    return "NewToken[" + id + "]";
  }
}
