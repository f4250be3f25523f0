package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.signin.SignInRepository.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers the sign-in form: checks e-mail and password, and asks for the second factor if any. */
final class SignInFilter extends OncePerRequestFilter {
  private final SignIns signIns;
  private final Attempts attempts;
  private final Browsers browsers;
  private final Welcome welcome;

  SignInFilter(SignIns signIns, Attempts attempts, Browsers browsers, Welcome welcome) {
    this.signIns = signIns;
    this.attempts = attempts;
    this.browsers = browsers;
    this.welcome = welcome;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    String email = Email.normal(Objects.requireNonNullElse(request.getParameter("username"), ""));
    String password = Objects.requireNonNullElse(request.getParameter("password"), "");
    String address = request.getRemoteAddr();
    String device = browsers.device(request, email).orElse(null);
    Duration wait = attempts.begin(email, address, device);
    if (wait.isPositive()) {
      welcome.tooMany(request, response, wait);
      return;
    }
    Optional<Person> person = signIns.check(email, password);
    if (person.isEmpty()) {
      welcome.refused(
          request,
          response,
          "/login?error",
          Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "unauthenticated",
              "The e-mail address or the password is wrong."));
      return;
    }
    attempts.succeeded(email, address, device);
    if (person.get().secondFactor()) {
      welcome.halfway(request, response, person.get());
    } else {
      welcome.in(request, response, person.get().caller().id());
    }
  }
}
