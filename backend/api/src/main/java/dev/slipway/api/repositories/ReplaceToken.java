package dev.slipway.api.repositories;

import org.jspecify.annotations.Nullable;

/**
 * @param username null: as before
 * @param token null: as before
 * @param reportsStatus null: as before
 */
public record ReplaceToken(
    @Nullable String username, @Nullable String token, @Nullable Boolean reportsStatus) {
  /** Nothing of the token. */
  @Override
  public String toString() {
    return "ReplaceToken[…]";
  }
}
