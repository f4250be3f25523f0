package dev.slipway.backend.security;

import dev.slipway.backend.kernel.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who this thread works for: the one place that touches Spring Security's context. */
public final class CurrentCaller {
  private static final GrantedAuthority CALLER = new SimpleGrantedAuthority("ROLE_CALLER");
  private static final GrantedAuthority OPERATOR = new SimpleGrantedAuthority("ROLE_OPERATOR");

  private CurrentCaller() {}

  public static Principal principal() {
    return find().orElseThrow(CurrentCaller::nobody);
  }

  public static Optional<Principal> find() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Principal principal
        ? Optional.of(principal)
        : Optional.empty();
  }

  /** The refusal of somebody who has not said who they are. */
  public static Problem nobody() {
    return Problem.of(
        Problem.Kind.UNAUTHENTICATED, "unauthenticated", "Sign in, or send an API token.");
  }

  public static Authentication authentication(Principal principal) {
    // Roles only open doors; what the caller may do inside, scopes say.
    List<GrantedAuthority> doors =
        operator(principal.caller()) ? List.of(CALLER, OPERATOR) : List.of(CALLER);
    return UsernamePasswordAuthenticationToken.authenticated(principal, null, doors);
  }

  private static boolean operator(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.operator();
      case Caller.Token token -> token.operator();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> false;
    };
  }

  public static void set(Principal principal) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication(principal));
    SecurityContextHolder.setContext(context);
  }

  /** Runs the action for somebody else, on a thread that outlives their request. */
  public static <T> T as(Principal principal, Callable<T> action) throws Exception {
    SecurityContext before = SecurityContextHolder.getContext();
    set(principal);
    try {
      return action.call();
    } finally {
      SecurityContextHolder.setContext(before);
    }
  }
}
