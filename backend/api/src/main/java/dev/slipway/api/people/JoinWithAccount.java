package dev.slipway.api.people;

import org.jspecify.annotations.Nullable;

/**
 * @param email null where the invitation names one
 */
public record JoinWithAccount(String code, @Nullable String email, String name, String password) {
  @Override
  public String toString() {
    return "JoinWithAccount[" + name + "]";
  }
}
