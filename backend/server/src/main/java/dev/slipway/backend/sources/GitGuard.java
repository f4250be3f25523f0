package dev.slipway.backend.sources;

import static dev.slipway.backend.security.Permission.SOURCE_READ;
import static dev.slipway.backend.security.Permission.SOURCE_WRITE;

import dev.slipway.backend.builds.BuildCredentials;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.BasicCredentials;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.TokenAuthenticator;
import dev.slipway.backend.signin.Attempts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the git servlet: any user name with an API token as password, or {@code build} with
 * the password of a running build. Answers by itself and in plain text, which git shows to its
 * user; an error page would send the client to the console's sign-in.
 */
@Component
class GitGuard extends OncePerRequestFilter {
  private static final String PUSH = "git-receive-pack";
  private static final int TOO_MANY = 429;

  private final TokenAuthenticator tokens;
  private final Authorizer authorizer;
  private final BuildCredentials builds;
  private final Attempts attempts;
  private final GitAudit audit;

  GitGuard(
      TokenAuthenticator tokens,
      Authorizer authorizer,
      BuildCredentials builds,
      Attempts attempts,
      GitAudit audit) {
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.builds = builds;
    this.attempts = attempts;
    this.audit = audit;
  }

  /** What becomes of a request. */
  private sealed interface Answer {
    record Enter(GitCaller caller) implements Answer {}

    record Refuse(int status, String sentence) implements Answer {}

    record Wait(Duration time) implements Answer {}
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    switch (judge(request)) {
      case Answer.Enter(var caller) -> {
        request.setAttribute(GitCaller.ATTRIBUTE, caller);
        chain.doFilter(request, new PlainErrors(response));
      }
      case Answer.Refuse(var status, var sentence) -> {
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
          response.setHeader("WWW-Authenticate", "Basic realm=\"Slipway\", charset=\"UTF-8\"");
        }
        PlainErrors.write(response, status, sentence);
      }
      case Answer.Wait(var time) -> {
        long seconds = time.plusMillis(999).toSeconds();
        response.setHeader("Retry-After", String.valueOf(seconds));
        PlainErrors.write(
            response,
            TOO_MANY,
            "Too many tokens were wrong. Try again in %d seconds.".formatted(seconds));
      }
    }
  }

  private Answer judge(HttpServletRequest request) {
    Optional<BasicCredentials> credentials = BasicCredentials.of(request);
    if (credentials.isEmpty()) {
      return unauthenticated();
    }
    String password = credentials.get().password();
    Optional<GitAddress> address =
        Optional.ofNullable(request.getPathInfo()).flatMap(GitAddress::of);
    if (credentials.get().user().equals("build")) {
      return building(request, address, password);
    }
    return tokens
        .authenticate(password, request.getRemoteAddr())
        .map(principal ->
            address.map(at -> entered(request, principal, at)).orElseGet(GitGuard::notFound))
        .orElseGet(() -> wrong(request));
  }

  private Answer wrong(HttpServletRequest request) {
    Duration wait = attempts.refused(request.getRemoteAddr());
    return wait.isPositive() ? new Answer.Wait(wait) : unauthenticated();
  }

  /** In the books before anything is stored: a push that cannot be written down is none. */
  private Answer entered(HttpServletRequest request, Principal principal, GitAddress at) {
    Entered.forget();
    Answer answer = person(principal, at, pushes(request));
    switch (answer) {
      case Answer.Enter(GitCaller.Person(var _, AppScope scope)) -> {
        if (request.getMethod().equals("POST") && pushes(request)) {
          audit.pushed(principal, scope);
        }
      }
      case Answer.Enter _, Answer.Wait _ -> {
        // A build, which only reads; and who is told to wait was refused before.
      }
      case Answer.Refuse(int status, var _) ->
          audit.refused(principal, at, pushes(request), status == HttpServletResponse.SC_FORBIDDEN);
    }
    return answer;
  }

  private Answer building(
      HttpServletRequest request, Optional<GitAddress> address, String password) {
    var build = builds.verify(password);
    if (build.isEmpty()) {
      audit.unknown(request.getRemoteAddr());
      return wrong(request);
    }
    if (pushes(request)) {
      return new Answer.Refuse(HttpServletResponse.SC_FORBIDDEN, "A build cannot push.");
    }
    return address
        .filter(at -> at.repository().equals(build.get().repository()))
        .<Answer>map(_ -> new Answer.Enter(new GitCaller.Building(build.get().app())))
        .orElseGet(GitGuard::notFound);
  }

  private Answer person(Principal principal, GitAddress at, boolean pushes) {
    try {
      AppScope scope =
          tokens.as(
              principal,
              () ->
                  authorizer.app(
                      at.organization(),
                      at.project(),
                      at.environment(),
                      at.app(),
                      pushes ? SOURCE_WRITE : SOURCE_READ));
      return new Answer.Enter(new GitCaller.Person(principal, scope));
    } catch (Problem problem) {
      return switch (problem.kind()) {
        case FORBIDDEN -> new Answer.Refuse(HttpServletResponse.SC_FORBIDDEN, problem.getMessage());
        case UNAUTHENTICATED -> unauthenticated();
        case MALFORMED,
            INVALID,
            NOT_FOUND,
            CONFLICT,
            STALE,
            OVER_QUOTA,
            TOO_LARGE,
            TOO_SLOW,
            TOO_MANY,
            MISDIRECTED,
            UNAVAILABLE,
            FAILED ->
            notFound();
      };
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean pushes(HttpServletRequest request) {
    // Decoded, as git's servlet takes it.
    String path = request.getPathInfo();
    return (path != null && path.endsWith("/" + PUSH))
        || PUSH.equals(request.getParameter("service"));
  }

  private static Answer unauthenticated() {
    return new Answer.Refuse(
        HttpServletResponse.SC_UNAUTHORIZED,
        "Sign in with any user name and an API token as the password.");
  }

  private static Answer notFound() {
    return new Answer.Refuse(
        HttpServletResponse.SC_NOT_FOUND,
        "There is no such app. The address is"
            + " /git/<organization>/<project>/<environment>/<app>.git.");
  }
}
