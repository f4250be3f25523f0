package dev.slipway.api.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may at one place.
 *
 * @param role null for machines of the platform
 * @param permissions words as in the scopes of API tokens, such as {@code apps:write}
 */
public record RightsView(@Nullable Role role, List<String> permissions) {
  public boolean may(String permission) {
    return permissions.contains(permission);
  }
}
