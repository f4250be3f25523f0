package dev.slipway.api.repositories;

import org.jspecify.annotations.Nullable;

/**
 * @param name unique in the organization; null for an app's own
 * @param host of a token, such as {@code github.com}; null for an app's own: its repository's
 * @param username of a token; null: what the forge takes for tokens
 * @param token never shown again
 * @param reportsStatus whether the token also reports how deployments go to the forge
 * @param forge which words it understands; null: known by its host
 */
public record CreateCredential(
    @Nullable String name,
    CredentialKind kind,
    @Nullable String host,
    @Nullable String username,
    @Nullable String token,
    @Nullable Boolean reportsStatus,
    @Nullable Forge forge) {

  public static CreateCredential deployKey(@Nullable String name) {
    return new CreateCredential(name, CredentialKind.DEPLOY_KEY, null, null, null, null, null);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "CreateCredential[" + name + "]";
  }
}
