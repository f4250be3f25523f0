package dev.slipway.backend.repositories;

import dev.slipway.api.repositories.Forge;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forges everybody knows. */
final class Forges {
  private static final Map<String, Forge> KNOWN =
      Map.of(
          "github.com", Forge.GITHUB,
          "gitlab.com", Forge.GITLAB,
          "bitbucket.org", Forge.BITBUCKET,
          "codeberg.org", Forge.GITEA);

  private Forges() {}

  static @Nullable Forge at(String host) {
    return KNOWN.get(host);
  }

  /** What the forge takes as the user of a token, when it does not look at it anyway. */
  static String usualUser(@Nullable Forge forge) {
    return switch (forge) {
      case GITHUB -> "x-access-token";
      case GITLAB -> "oauth2";
      case BITBUCKET -> "x-token-auth";
      case GITEA -> "git";
      case null -> "git";
    };
  }
}
