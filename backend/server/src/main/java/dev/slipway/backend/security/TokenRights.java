package dev.slipway.backend.security;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token may at most; what its owner may at that moment limits a personal one further.
 *
 * @param role null exactly for personal tokens
 * @param scopes null: everything the role may
 * @param project null: every project
 * @param app of workload tokens
 */
public record TokenRights(
    TokenKind kind,
    @Nullable Role role,
    @Nullable Set<String> scopes,
    @Nullable UUID project,
    @Nullable UUID app) {

  public static TokenRights personal() {
    return new TokenRights(TokenKind.PERSONAL, null, null, null, null);
  }
}
