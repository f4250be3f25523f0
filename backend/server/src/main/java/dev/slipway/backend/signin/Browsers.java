package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.signin.SignInRepository.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Browsers in which nobody is signed in yet: those where the first factor was right, and those
 * somebody has signed in with before.
 */
@Component
public class Browsers {
  private static final Duration HALF_LIFE = Duration.ofMinutes(5);
  private static final Duration KNOWN_FOR = Duration.ofDays(180);

  private final BrowserRepository browsers;
  private final InstantSource clock;

  Browsers(BrowserRepository browsers, InstantSource clock) {
    this.browsers = browsers;
    this.clock = clock;
  }

  /** Lets the browser try the second factor, and nothing else. */
  @Transactional
  void halfway(HttpServletRequest request, HttpServletResponse response, Person person) {
    String secret = Secrets.next();
    Instant now = clock.instant();
    browsers.beginHalf(
        secret, person.caller().id(), person.rightsEpoch(), now, now.plus(HALF_LIFE));
    SignInCookie.HALF.write(request, response, secret, HALF_LIFE);
  }

  /** Whose second factor this browser may try. */
  @Transactional(readOnly = true)
  public Optional<PersonId> halfway(HttpServletRequest request) {
    return SignInCookie.HALF
        .read(request)
        .flatMap(secret -> browsers.half(secret, clock.instant()));
  }

  @Transactional
  void done(HttpServletRequest request, HttpServletResponse response, PersonId person) {
    SignInCookie.HALF
        .read(request)
        .ifPresent(secret -> {
          browsers.endHalf(secret);
          SignInCookie.HALF.clear(request, response);
        });
    // The same value for the next person: what proves a device is not who uses it.
    String device = SignInCookie.DEVICE.read(request).orElseGet(Secrets::next);
    Instant now = clock.instant();
    browsers.know(device, person, now, now.plus(KNOWN_FOR));
    SignInCookie.DEVICE.write(request, response, device, KNOWN_FOR);
  }

  /** What proves that this person has signed in with this browser before. */
  @Transactional(readOnly = true)
  public Optional<String> device(HttpServletRequest request, PersonId person) {
    return SignInCookie.DEVICE
        .read(request)
        .filter(secret -> browsers.knows(secret, person, clock.instant()));
  }

  @Transactional(readOnly = true)
  Optional<String> device(HttpServletRequest request, String email) {
    return SignInCookie.DEVICE
        .read(request)
        .filter(secret -> browsers.knows(secret, email.strip(), clock.instant()));
  }
}
