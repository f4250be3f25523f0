package dev.slipway.backend.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers the sign-in form: checks, makes the sign-in, sets the cookie, and sends the person where
 * they wanted to go.
 */
final class SignInFilter extends OncePerRequestFilter {
  private static final int TOO_MANY_REQUESTS = 429;
  private final SignIns signIns;
  private final Attempts attempts;
  private final ApplicationEventPublisher events;
  private final HttpSessionRequestCache wanted = new HttpSessionRequestCache();

  SignInFilter(SignIns signIns, Attempts attempts, ApplicationEventPublisher events) {
    this.signIns = signIns;
    this.attempts = attempts;
    this.events = events;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    String email = Objects.requireNonNullElse(request.getParameter("username"), "");
    String password = Objects.requireNonNullElse(request.getParameter("password"), "");
    String address = request.getRemoteAddr();
    Duration wait = attempts.begin(email, address);
    if (wait.isPositive()) {
      refuse(response, wait);
      return;
    }
    Optional<SignInRepository.Person> person = signIns.check(email, password);
    if (person.isEmpty()) {
      events.publishEvent(new SignInTried(null, address));
      response.sendRedirect("/login?error");
      return;
    }
    attempts.succeeded(email, address);
    events.publishEvent(new SignInTried(person.get().caller().name(), address));
    String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    welcome(request, response, signIns.start(person.get(), address, agent));
  }

  private void welcome(
      HttpServletRequest request, HttpServletResponse response, SignIns.Started started)
      throws IOException {
    if (request.getSession(false) != null) {
      // Whoever knew the session's id before does not know it now.
      String _ = request.changeSessionId();
    }
    SignInContexts.remember(request, started.principal());
    SignInCookie.write(request, response, started.secret(), SignIns.LONGEST);
    response.sendRedirect(destination(request, response));
  }

  private static void refuse(HttpServletResponse response, Duration wait) throws IOException {
    long seconds = wait.plusMillis(999).toSeconds();
    response.setStatus(TOO_MANY_REQUESTS);
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getWriter().print(page(seconds));
  }

  /** Only the path: the host of the address was named by the client. */
  private String destination(HttpServletRequest request, HttpServletResponse response) {
    SavedRequest saved = wanted.getRequest(request, response);
    if (saved == null) {
      return "/";
    }
    wanted.removeRequest(request, response);
    String path = URI.create(saved.getRedirectUrl()).getRawPath();
    return path != null && path.startsWith("/") && !path.startsWith("//") ? path : "/";
  }

  private static String page(long seconds) {
    return """
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Too many attempts</title>
    <main><h1>Too many attempts</h1>
    <p>Somebody tried to sign in too often from here.
    Wait %d seconds and <a href="/login">try again</a>.</p></main>
    """
        .formatted(seconds);
  }
}
