package dev.slipway.backend.singlesignon;

import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of a verified id token, and of the user info where the token leaves it out. */
record Claims(Map<String, Object> all) {
  private static final DisplayName NAMELESS = new DisplayName("Member");

  Claims and(Map<String, Object> more) {
    var both = new LinkedHashMap<>(more);
    both.putAll(all);
    return new Claims(both);
  }

  String subject() {
    return String.valueOf(all.get("sub"));
  }

  @Nullable String email() {
    return all.get("email") instanceof String email && !email.isBlank() && email.length() <= 254
        ? email
        : null;
  }

  /** As others will read it; a name that is none is not the person's fault. */
  DisplayName name() {
    for (String claim : new String[] {"name", "preferred_username", "email"}) {
      if (all.get(claim) instanceof String name) {
        try {
          return new DisplayName(name.strip());
        } catch (Problem _) {
          // The next one, then.
        }
      }
    }
    return NAMELESS;
  }

  boolean has(@Nullable String claim) {
    return claim == null || find(claim) != null;
  }

  Set<String> groups(@Nullable String claim) {
    return switch (claim == null ? null : find(claim)) {
      case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.toSet());
      case String one -> Set.of(one);
      case null, default -> Set.of();
    };
  }

  /** By its name, or as a path into claims that hold others: {@code realm_access.roles}. */
  private @Nullable Object find(String claim) {
    Object whole = all.get(claim);
    if (whole != null) {
      return whole;
    }
    Object inside = all;
    for (String part : claim.split("\\.", -1)) {
      inside = inside instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return inside;
  }
}
