package dev.slipway.console.repositories;

import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;

/** Credentials as people read them. */
final class CredentialWords {
  private CredentialWords() {}

  /** For a list to choose from. */
  static String choice(CredentialView credential) {
    return credential.name()
        + (credential.kind() == CredentialKind.DEPLOY_KEY
            ? " · deploy key"
            : " · token for " + credential.host());
  }

  static String kind(CredentialView credential) {
    return credential.kind() == CredentialKind.DEPLOY_KEY
        ? "Deploy key"
        : "Token of " + credential.username() + " for " + credential.host();
  }

  static String uses(int apps) {
    return switch (apps) {
      case 0 -> "nothing";
      case 1 -> "1 app";
      default -> apps + " apps";
    };
  }
}
