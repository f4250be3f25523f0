package dev.slipway.backend.factors;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Browsers;
import dev.slipway.backend.signin.Welcome;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** The second half of signing in: a code of the authenticator app, or a recovery code. */
final class SecondFactorFilter extends OncePerRequestFilter {
  private final Browsers browsers;
  private final Codes codes;
  private final Attempts attempts;
  private final Welcome welcome;

  SecondFactorFilter(Browsers browsers, Codes codes, Attempts attempts, Welcome welcome) {
    this.browsers = browsers;
    this.codes = codes;
    this.attempts = attempts;
    this.welcome = welcome;
  }

  static String account(PersonId person) {
    return "code/" + person.value();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    Optional<PersonId> halfway = browsers.halfway(request);
    if (halfway.isEmpty()) {
      Duration tooMany = attempts.refused(request.getRemoteAddr());
      if (tooMany.isPositive()) {
        welcome.tooMany(request, response, tooMany);
        return;
      }
      welcome.refused(
          request,
          response,
          "/login?expired",
          Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "unauthenticated",
              "Begin with e-mail and password: nobody did so in this browser in the last minutes."));
      return;
    }
    PersonId person = halfway.get();
    String address = request.getRemoteAddr();
    String device = browsers.device(request, person).orElse(null);
    Duration wait = attempts.begin(account(person), address, device);
    if (wait.isPositive()) {
      welcome.tooMany(request, response, wait);
      return;
    }
    if (!codes.accept(person, Objects.requireNonNullElse(request.getParameter("code"), ""))) {
      welcome.refused(request, response, "/login/factor?error", Codes.wrong());
      return;
    }
    attempts.succeeded(account(person), address, device);
    welcome.in(request, response, person);
  }
}
