package dev.slipway.backend.signin;

import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, asked of the database at each request by the cookie. The HTTP session only
 * holds a copy, for the console's threads that serve no request; it proves nothing.
 */
@Component
class SignInContexts implements SecurityContextRepository {
  private static final String COPY =
      HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

  /** What kind of request Vaadin's client makes; the first of a page is none of them. */
  private static final String KIND = "v-r";

  /** Kinds that no person made. */
  private static final Set<String> BY_ITSELF = Set.of("heartbeat", "push");

  private final SignIns signIns;

  SignInContexts(SignIns signIns) {
    this.signIns = signIns;
  }

  @Override
  public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
    return new Deferred(request);
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return loadDeferredContext(holder.getRequest()).get();
  }

  /** Called with an empty context to sign out. Signing in is not done here. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    if (context.getAuthentication() != null) {
      return;
    }
    SignInCookie.SIGN_IN.read(request).ifPresent(signIns::end);
    SignInCookie.SIGN_IN.clear(request, response);
    forget(request);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return SignInCookie.SIGN_IN.read(request).isPresent();
  }

  static void remember(HttpServletRequest request, Principal principal) {
    request.getSession().setAttribute(COPY, context(principal));
  }

  private static void forget(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(COPY);
    }
  }

  private static SecurityContext context(Principal principal) {
    return new SecurityContextImpl(CurrentCaller.authentication(principal));
  }

  /** Asks once per request, and only if somebody wants to know. */
  private final class Deferred implements DeferredSecurityContext {
    private final HttpServletRequest request;
    private @Nullable SecurityContext context;
    private boolean nobody;

    Deferred(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public SecurityContext get() {
      SecurityContext known = context;
      if (known == null) {
        known = load();
        context = known;
      }
      return known;
    }

    @Override
    public boolean isGenerated() {
      SecurityContext _ = get();
      return nobody;
    }

    private SecurityContext load() {
      boolean active = !BY_ITSELF.contains(String.valueOf(request.getParameter(KIND)));
      Optional<Principal> principal =
          SignInCookie.SIGN_IN.read(request).flatMap(secret -> signIns.find(secret, active));
      if (principal.isEmpty()) {
        nobody = true;
        forget(request);
        return new SecurityContextImpl();
      }
      // One that nobody made belongs to a page: with its session gone it must not begin another,
      // whose cookie would replace that of the page that comes next.
      if (active || request.getSession(false) != null) {
        remember(request, principal.get());
      }
      return context(principal.get());
    }
  }
}
