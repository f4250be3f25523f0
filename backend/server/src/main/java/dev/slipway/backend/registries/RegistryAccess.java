package dev.slipway.backend.registries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Actions on one thing in the registry, as a client asks for them: {@code
 * repository:acme/shop/web:pull,push}.
 *
 * @param type {@code repository}; others exist and are never granted
 */
record RegistryAccess(String type, String name, Set<String> actions) {
  private static final int MOST = 50;
  private static final Pattern SPACES = Pattern.compile(" +");

  /** Everything asked for; what cannot be read is left out. */
  static List<RegistryAccess> asked(List<String> scopes) {
    var asked = new ArrayList<RegistryAccess>();
    scopes.stream()
        .flatMap(SPACES::splitAsStream)
        .limit(MOST)
        .forEach(scope -> parse(scope).ifPresent(asked::add));
    return asked;
  }

  private static Optional<RegistryAccess> parse(String scope) {
    int first = scope.indexOf(':');
    int last = scope.lastIndexOf(':');
    if (first < 0 || first == last) {
      return Optional.empty();
    }
    var actions = new LinkedHashSet<>(Arrays.asList(scope.substring(last + 1).split(",", -1)));
    return Optional.of(
        new RegistryAccess(scope.substring(0, first), scope.substring(first + 1, last), actions));
  }

  boolean ofRepository() {
    return type.equals("repository");
  }

  /** What remains of it; nothing, when no action does. */
  Optional<RegistryAccess> reducedTo(Set<String> allowed) {
    var both = new LinkedHashSet<>(actions);
    both.retainAll(allowed);
    return both.isEmpty() ? Optional.empty() : Optional.of(new RegistryAccess(type, name, both));
  }
}
