package dev.slipway.backend.registries;

import dev.slipway.backend.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Who asks for a token of the registry, and with that what may be in it. */
sealed interface RegistryCaller {
  Set<String> PULL = Set.of("pull");
  Set<String> PUSH = Set.of("push");
  Set<String> BOTH = Set.of("pull", "push");
  String SHARED = "library/";

  String name();

  /** As the token's subject: who pushed, when the registry tells of it. */
  default String subject() {
    return name();
  }

  /** Allowed on this repository, shared base images apart. */
  Set<String> allowed(String repository);

  /** A running build: its app's repository. */
  record Building(String name, String repository) implements RegistryCaller {
    @Override
    public Set<String> allowed(String asked) {
      return asked.equals(repository) ? BOTH : Set.of();
    }
  }

  /** A node: what it has to run. */
  record Running(String name, Set<String> repositories) implements RegistryCaller {
    @Override
    public Set<String> allowed(String asked) {
      return repositories.contains(asked) ? PULL : Set.of();
    }
  }

  /**
   * An API token: what it may do to the app the repository is named after; base images are the
   * operators'.
   *
   * @param rights asked anew for each repository
   */
  record Token(
      String name, boolean operator, Principal principal, Function<String, Set<String>> rights)
      implements RegistryCaller {
    @Override
    public String subject() {
      UUID token = principal.token();
      return token == null ? name : PushedImage.TOKEN + token + ":" + name;
    }

    @Override
    public Set<String> allowed(String asked) {
      if (asked.startsWith(SHARED)) {
        return operator ? BOTH : Set.of();
      }
      return rights.apply(asked);
    }
  }

  /**
   * What is not allowed is left out, as the registry's protocol wants it: the client learns it from
   * the registry.
   */
  default List<RegistryAccess> granted(List<RegistryAccess> asked) {
    return asked.stream()
        .filter(RegistryAccess::ofRepository)
        .map(this::reduced)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<RegistryAccess> reduced(RegistryAccess asked) {
    Set<String> allowed = allowed(asked.name());
    return asked.reducedTo(allowed.isEmpty() && asked.name().startsWith(SHARED) ? PULL : allowed);
  }
}
