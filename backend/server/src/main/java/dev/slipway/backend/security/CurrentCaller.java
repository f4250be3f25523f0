package dev.slipway.backend.security;

import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who this thread works for: the one place that touches Spring Security's context. */
final class CurrentCaller {
  private CurrentCaller() {}

  static Principal principal() {
    return find().orElseThrow(CurrentCaller::nobody);
  }

  static Optional<Principal> find() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Principal principal
        ? Optional.of(principal)
        : Optional.empty();
  }

  static Problem nobody() {
    return Problem.of(
        Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Sign in, or send an API token.");
  }

  static Authentication authentication(Principal principal) {
    // The role only opens the door; what the caller may do inside, scopes say.
    return UsernamePasswordAuthenticationToken.authenticated(
        principal, null, List.of(new SimpleGrantedAuthority("ROLE_CALLER")));
  }

  static void set(Principal principal) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication(principal));
    SecurityContextHolder.setContext(context);
  }

  static <T> T as(Principal principal, Callable<T> action) throws Exception {
    SecurityContext before = SecurityContextHolder.getContext();
    set(principal);
    try {
      return action.call();
    } finally {
      SecurityContextHolder.setContext(before);
    }
  }
}
