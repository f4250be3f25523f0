package dev.slipway.api.people;

import java.util.List;

/** Each signs in once, when the authenticator app is gone. */
public record RecoveryCodesView(List<String> codes) {
  @Override
  public String toString() {
    return "RecoveryCodesView[]";
  }
}
