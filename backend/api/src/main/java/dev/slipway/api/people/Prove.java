package dev.slipway.api.people;

import org.jspecify.annotations.Nullable;

/**
 * One of these. Who has turned on codes proves with a code or a passkey, not with the password.
 *
 * @param code of the authenticator app
 * @param passkey what the browser answered, as its {@code toJSON()} gives it
 */
public record Prove(@Nullable String password, @Nullable String code, @Nullable String passkey) {
  @Override
  public String toString() {
    return "Prove[]";
  }
}
