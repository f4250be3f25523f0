package dev.slipway.backend.registries;

import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.IMAGES_WRITE;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.TokenAuthenticator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a token may do to a repository: what it may do to images of the app of that name. */
@Component
class RepositoryRights {
  /** {@code <organization>/<project>/<environment>/<app>} */
  private static final Pattern NAMES =
      Pattern.compile("([a-z0-9-]+)/([a-z0-9-]+)/([a-z0-9-]+)/([a-z0-9-]+)");

  private final TokenAuthenticator tokens;
  private final Authorizer authorizer;

  RepositoryRights(TokenAuthenticator tokens, Authorizer authorizer) {
    this.tokens = tokens;
    this.authorizer = authorizer;
  }

  /** Nothing, too, for an app that is not there, or that the token does not see. */
  Set<String> of(Principal principal, String repository) {
    Matcher names = NAMES.matcher(repository);
    if (!names.matches()) {
      return Set.of();
    }
    try {
      AppScope scope = enter(principal, names, IMAGES_READ);
      return scope.may(IMAGES_WRITE) ? RegistryCaller.BOTH : RegistryCaller.PULL;
    } catch (Problem problem) {
      // Seen, and no image of it may be read: the token may be one that only pushes.
      return problem.kind() == Problem.Kind.FORBIDDEN ? pushing(principal, names) : Set.of();
    }
  }

  private Set<String> pushing(Principal principal, Matcher names) {
    try {
      AppScope _ = enter(principal, names, IMAGES_WRITE);
      return RegistryCaller.PUSH;
    } catch (Problem _) {
      return Set.of();
    }
  }

  private AppScope enter(Principal principal, Matcher names, Permission permission) {
    try {
      return tokens.as(
          principal,
          () ->
              authorizer.app(
                  names.group(1), names.group(2), names.group(3), names.group(4), permission));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
