package dev.slipway.api.people;

import org.jspecify.annotations.Nullable;

/**
 * @param current not needed by somebody who has none yet
 * @param keepTokens whether the person's own API tokens go on working; null: they are revoked
 */
public record ChangePassword(@Nullable String current, String next, @Nullable Boolean keepTokens) {
  @Override
  public String toString() {
    return "ChangePassword[]";
  }
}
