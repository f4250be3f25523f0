package dev.slipway.backend.registries;

import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.IMAGES_WRITE;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.TokenAuthenticator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * What a token may do to a repository: to the one of an app what it may do to images of that app,
 * to others of a project what it may do to images of the project.
 */
@Component
class RepositoryRights {
  private static final String NAME = "([a-z0-9-]+)/";

  /** {@code <organization>/<project>/<environment>/<app>} */
  private static final Pattern OF_APP = Pattern.compile(NAME + NAME + NAME + "([a-z0-9-]+)");

  /** {@code <organization>/<project>/<name>}: what people push themselves. */
  private static final Pattern OF_PROJECT = Pattern.compile(NAME + NAME + "([a-z0-9._-]+)");

  private final TokenAuthenticator tokens;
  private final Authorizer authorizer;

  RepositoryRights(TokenAuthenticator tokens, Authorizer authorizer) {
    this.tokens = tokens;
    this.authorizer = authorizer;
  }

  /** Enters with a right, and says which others there are. */
  private interface Place {
    Predicate<Permission> enter(Permission permission);
  }

  /** Nothing, too, for an app or project that is not there, or that the token does not see. */
  Set<String> of(Principal principal, String repository) {
    Matcher app = OF_APP.matcher(repository);
    if (app.matches()) {
      return of(
          principal,
          permission ->
              authorizer.app(app.group(1), app.group(2), app.group(3), app.group(4), permission)
                  ::may);
    }
    Matcher project = OF_PROJECT.matcher(repository);
    return project.matches()
        ? of(
            principal,
            permission -> authorizer.project(project.group(1), project.group(2), permission)::may)
        : Set.of();
  }

  private Set<String> of(Principal principal, Place place) {
    try {
      return enter(principal, place, IMAGES_READ).test(IMAGES_WRITE)
          ? RegistryCaller.BOTH
          : RegistryCaller.PULL;
    } catch (Problem problem) {
      // Seen, and no image of it may be read: the token may be one that only pushes.
      return problem.kind() == Problem.Kind.FORBIDDEN ? pushing(principal, place) : Set.of();
    }
  }

  private Set<String> pushing(Principal principal, Place place) {
    try {
      Predicate<Permission> _ = enter(principal, place, IMAGES_WRITE);
      return RegistryCaller.PUSH;
    } catch (Problem _) {
      return Set.of();
    }
  }

  private Predicate<Permission> enter(Principal principal, Place place, Permission permission) {
    try {
      return tokens.as(principal, () -> place.enter(permission));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
