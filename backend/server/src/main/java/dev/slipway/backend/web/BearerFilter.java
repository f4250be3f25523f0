package dev.slipway.backend.web;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** API tokens in the Authorization header, and nowhere else: an address ends up in logs. */
final class BearerFilter extends OncePerRequestFilter {
  private static final String SCHEME = "bearer ";

  private final ApiTokens tokens;
  private final ApiLimits limits;
  private final ProblemWriter problems;

  BearerFilter(ApiTokens tokens, ApiLimits limits, ProblemWriter problems) {
    this.tokens = tokens;
    this.limits = limits;
    this.problems = problems;
  }

  /** Doors with credentials of their own do not look at ours. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ApiPath.isApi(request) && !ApiPath.of(request).startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Principal> caller = authenticate(headers, request.getRemoteAddr());
    if (caller.isEmpty()) {
      // Also where nobody needs to be signed in: a wrong token is a mistake its sender wants to
      // know of.
      if (!limits.admit(request, response, null)) {
        return;
      }
      problems.write(
          response,
          Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "unauthenticated",
              "This API token is unknown, expired or revoked. Create one in the console under API tokens."));
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(CurrentCaller.authentication(caller.get()));
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private Optional<Principal> authenticate(List<String> headers, String address) {
    String header = headers.getFirst();
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    if (headers.size() > 1 || !bearer) {
      return Optional.empty();
    }
    return tokens.authenticate(header.substring(SCHEME.length()).strip(), address);
  }
}
