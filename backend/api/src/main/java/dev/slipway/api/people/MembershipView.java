package dev.slipway.api.people;

import java.util.List;
import java.util.UUID;

/**
 * @param role in the whole organization; projects and environments may have exceptions
 * @param permissions what this role may, in words as in the scopes of API tokens, such as {@code
 *     apps:write}; a token may less
 */
public record MembershipView(
    UUID organization, String slug, String name, Role role, List<String> permissions) {
  public boolean may(String permission) {
    return permissions.contains(permission);
  }
}
