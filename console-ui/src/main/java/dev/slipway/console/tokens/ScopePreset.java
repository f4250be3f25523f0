package dev.slipway.console.tokens;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scopes people usually want together. */
enum ScopePreset {
  EVERYTHING("Everything its role may"),
  READ_ONLY("Read only"),
  CI_DEPLOY("CI: push, deploy and watch"),
  CHOSEN("Let me choose");

  private static final Set<String> CI =
      Set.of(
          "organization:read",
          "projects:read",
          "apps:read",
          "deployments:read",
          "deployments:write",
          "logs:read",
          "events:read",
          "source:read",
          "source:write",
          "images:read",
          "images:write");

  private final String words;

  ScopePreset(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * @param all scopes there are
   * @param chosen one by one
   * @return null for all, now and in future
   */
  @Nullable List<String> scopes(List<String> all, Set<String> chosen) {
    return switch (this) {
      case EVERYTHING -> null;
      case READ_ONLY -> all.stream().filter(scope -> scope.endsWith(":read")).toList();
      case CI_DEPLOY -> all.stream().filter(CI::contains).toList();
      case CHOSEN -> all.stream().filter(chosen::contains).toList();
    };
  }
}
