package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.SignInRepository.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** How an attempt to sign in ends, whichever factor it was made with. */
@Component
public class Welcome {
  private static final int TOO_MANY_REQUESTS = 429;

  private final SignIns signIns;
  private final SignInRepository people;
  private final Browsers browsers;
  private final ApplicationEventPublisher events;
  private final HttpSessionRequestCache wanted = new HttpSessionRequestCache();

  Welcome(
      SignIns signIns,
      SignInRepository people,
      Browsers browsers,
      ApplicationEventPublisher events) {
    this.signIns = signIns;
    this.people = people;
    this.browsers = browsers;
    this.events = events;
  }

  /**
   * Signs the person in, with all that was asked of them, and sends them where they wanted to go.
   */
  public void in(HttpServletRequest request, HttpServletResponse response, PersonId person)
      throws IOException {
    in(request, response, known(person), null);
    browsers.done(request, response, person);
    response.sendRedirect(destination(request, response));
  }

  /** Signs the person in to the one organization whose identity provider vouches for them. */
  public void in(
      HttpServletRequest request,
      HttpServletResponse response,
      PersonId person,
      OrganizationId onlyIn)
      throws IOException {
    in(request, response, known(person), onlyIn);
    response.sendRedirect(destination(request, response));
  }

  private void in(
      HttpServletRequest request,
      HttpServletResponse response,
      Person person,
      @Nullable OrganizationId onlyIn) {
    String address = request.getRemoteAddr();
    String agent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    SignIns.Started started = signIns.start(person, address, agent, onlyIn);
    // Somebody who was signed in before is not any more.
    SignInCookie.SIGN_IN.read(request).ifPresent(signIns::end);
    if (request.getSession(false) != null) {
      // Whoever knew the session's id before does not know it now.
      String _ = request.changeSessionId();
    }
    SignInContexts.remember(request, started.principal());
    SignInCookie.SIGN_IN.write(request, response, started.secret(), SignIns.LONGEST);
    events.publishEvent(new SignInTried(person.caller().name(), address));
  }

  /** Who is signed in with this browser. */
  public Optional<Principal> signedIn(HttpServletRequest request) {
    return SignInCookie.SIGN_IN.read(request).flatMap(secret -> signIns.find(secret, true));
  }

  /** The first factor was right. */
  void halfway(HttpServletRequest request, HttpServletResponse response, Person person)
      throws IOException {
    browsers.halfway(request, response, person);
    response.sendRedirect("/login/factor");
  }

  /**
   * @param page where people try again, with what to say there
   * @param why for programs
   */
  public void refused(
      HttpServletRequest request, HttpServletResponse response, String page, Problem why)
      throws IOException {
    events.publishEvent(new SignInTried(null, request.getRemoteAddr()));
    if (!Pages.wanted(request)) {
      throw why;
    }
    response.sendRedirect(page);
  }

  public void tooMany(HttpServletRequest request, HttpServletResponse response, Duration wait)
      throws IOException {
    if (!Pages.wanted(request)) {
      throw Attempts.tooMany(wait);
    }
    long seconds = wait.plusMillis(999).toSeconds();
    response.setStatus(TOO_MANY_REQUESTS);
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getWriter().print(page(seconds));
  }

  private Person known(PersonId person) {
    return people.person(person).orElseThrow(CurrentCaller::nobody);
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
    <p>Somebody tried to sign in too often.
    Wait %d seconds and <a href="/login">try again</a>.</p></main>
    """
        .formatted(seconds);
  }
}
