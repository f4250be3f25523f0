package dev.slipway.backend.singlesignon;

import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Secrets;
import dev.slipway.backend.signin.SignInCookie;
import dev.slipway.backend.signin.Welcome;
import dev.slipway.backend.singlesignon.Journeys.Arrival;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends browsers to providers, and receives them when they come back. */
final class SsoFilter extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(SsoFilter.class);

  private final Journeys journeys;
  private final Attempts attempts;
  private final Welcome welcome;

  SsoFilter(Journeys journeys, Attempts attempts, Welcome welcome) {
    this.journeys = journeys;
    this.attempts = attempts;
    this.welcome = welcome;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      if (request.getRequestURI().equals(SsoPaths.CALLBACK)) {
        arrive(request, response);
      } else {
        leave(request, response);
      }
    } catch (SsoFailure e) {
      log.info("A single sign-on failed ({}): {}", e.type(), e.getMessage());
      welcome.refused(request, response, "/login?sso=" + e.type(), e.problem());
    }
  }

  private void leave(HttpServletRequest request, HttpServletResponse response)
      throws IOException, SsoFailure {
    Duration wait = attempts.begin(account(request), request.getRemoteAddr());
    if (wait.isPositive()) {
      welcome.tooMany(request, response, wait);
      return;
    }
    String browser = Secrets.next();
    String address =
        journeys.leave(
            connection(request), browser, request.getParameter("connect"), signIn(request));
    SignInCookie.AWAY.write(request, response, browser, Journeys.PATIENCE);
    response.sendRedirect(address);
  }

  private void arrive(HttpServletRequest request, HttpServletResponse response)
      throws IOException, SsoFailure {
    Optional<String> browser = SignInCookie.AWAY.read(request);
    String state = request.getParameter("state");
    if (browser.isEmpty() || state == null) {
      Duration wait = attempts.refused(request.getRemoteAddr());
      if (wait.isPositive()) {
        welcome.tooMany(request, response, wait);
        return;
      }
      throw new SsoFailure("expired", "The browser that came back is not the one that left.");
    }
    SignInCookie.AWAY.clear(request, response);
    var answer =
        new Journeys.Answer(
            request.getParameter("code"),
            request.getParameter("iss"),
            request.getParameter("error"));
    Arrival arrival = journeys.arrive(state, browser.get(), signIn(request), answer);
    attempts.succeeded(account(request), request.getRemoteAddr());
    if (arrival.connected()) {
      response.sendRedirect(SsoPaths.PROFILE);
    } else {
      welcome.in(request, response, arrival.person(), arrival.organization());
    }
  }

  /** Whoever is signed in with this browser; the cookie also comes along from the provider. */
  private @Nullable UUID signIn(HttpServletRequest request) {
    return welcome.signedIn(request).map(Principal::signIn).orElse(null);
  }

  private static UUID connection(HttpServletRequest request) throws SsoFailure {
    String path = request.getRequestURI();
    try {
      return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
    } catch (IllegalArgumentException _) {
      throw new SsoFailure("gone", "There is no such connection.");
    }
  }

  private static String account(HttpServletRequest request) {
    return "sso/" + request.getRemoteAddr();
  }
}
