package dev.slipway.api.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param role of machines; null for personal tokens, which have their owner's
 * @param scopes sorted; null: everything its role may
 * @param project the one it is for, null for all; the name beside it
 * @param app whose token it is, for workload tokens; the name beside it
 * @param lastUsedAt noted once a minute
 */
public record TokenView(
    UUID id,
    String name,
    TokenKind kind,
    @Nullable Role role,
    @Nullable List<String> scopes,
    @Nullable UUID project,
    @Nullable String projectSlug,
    @Nullable UUID app,
    @Nullable String appSlug,
    String last4,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    Expiry expiry,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedAddress) {

  /** How long the token still works. */
  public enum Expiry {
    FINE,
    /** In at most 14 days. */
    SOON,
    EXPIRED
  }
}
