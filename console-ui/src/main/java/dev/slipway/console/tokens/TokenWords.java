package dev.slipway.console.tokens;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenView;
import dev.slipway.console.components.RoleWords;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens in words. */
final class TokenWords {
  private TokenWords() {}

  static String kind(TokenView token) {
    return switch (token.kind()) {
      case PERSONAL -> "Personal";
      case ORGANIZATION -> "Organization";
      case WORKLOAD -> "App " + token.appSlug();
    };
  }

  /** What it may, in a few words. */
  static String rights(TokenView token) {
    List<String> scopes = token.scopes();
    if (scopes == null) {
      return everything(token.role());
    }
    if (scopes.size() <= 2) {
      return String.join(", ", scopes);
    }
    return scopes.get(0) + ", " + scopes.get(1) + " and " + (scopes.size() - 2) + " more";
  }

  private static String everything(@Nullable Role role) {
    return role == null
        ? "Everything its maker may"
        : "Everything the role " + RoleWords.of(role).toLowerCase(Locale.ROOT) + " may";
  }
}
