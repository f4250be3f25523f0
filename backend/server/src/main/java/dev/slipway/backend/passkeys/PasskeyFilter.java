package dev.slipway.backend.passkeys;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Welcome;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs in whose passkey answered; nothing else is asked of them. */
final class PasskeyFilter extends OncePerRequestFilter {
  private final Passkeys passkeys;
  private final Attempts attempts;
  private final Welcome welcome;

  PasskeyFilter(Passkeys passkeys, Attempts attempts, Welcome welcome) {
    this.passkeys = passkeys;
    this.attempts = attempts;
    this.welcome = welcome;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    String address = request.getRemoteAddr();
    // Nobody guesses a passkey: only whoever tries again and again is slowed down.
    String account = "passkey/" + address;
    Duration wait = attempts.begin(account, address);
    if (wait.isPositive()) {
      welcome.tooMany(request, response, wait);
      return;
    }
    PersonId person;
    try {
      person = passkeys.verify(Objects.requireNonNullElse(request.getParameter("credential"), ""));
    } catch (Problem _) {
      // Always the same: what exactly was wrong is nobody's business.
      welcome.refused(
          request,
          response,
          "/login?passkey",
          Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "unauthenticated",
              "This passkey is not known here, or it answered too late."));
      return;
    }
    attempts.succeeded(account, address);
    welcome.in(request, response, person);
  }
}
