package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.SignInRepository.Found;
import dev.slipway.backend.signin.SignInRepository.NewSignIn;
import dev.slipway.backend.signin.SignInRepository.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in at the console. */
@Component
class SignIns {
  private static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
  private static final int USER_AGENT_LENGTH = 200;

  private final SignInRepository signIns;
  private final Passwords passwords;
  private final InstantSource clock;

  SignIns(SignInRepository signIns, Passwords passwords, InstantSource clock) {
    this.signIns = signIns;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Empty for a wrong password as for an unknown address. Not in a transaction: hashing takes its
   * time.
   */
  Optional<Person> check(String email, String password) {
    Optional<Person> person = find(email);
    String hash = person.map(Person::hash).orElse(null);
    if (!passwords.matches(password, hash) || hash == null) {
      return Optional.empty();
    }
    if (passwords.outdated(hash)) {
      person.ifPresent(
          somebody -> signIns.betterHash(somebody.caller().id(), hash, passwords.again(password)));
    }
    return person;
  }

  private Optional<Person> find(String email) {
    try {
      return signIns.person(Email.of(email));
    } catch (Problem _) {
      // Not an address at all: nobody's.
      return Optional.empty();
    }
  }

  @Transactional
  Started start(Person person, String address, String userAgent) {
    return start(person, address, userAgent, null);
  }

  /**
   * @param onlyIn the organization whose single sign-on vouches for the person; null for the
   *     person's own factors
   */
  @Transactional
  Started start(Person person, String address, String userAgent, @Nullable OrganizationId onlyIn) {
    Instant now = clock.instant();
    var signIn =
        new NewSignIn(
            Uuids.next(now),
            person,
            Secrets.next(),
            now,
            now.plus(IDLE),
            address,
            userAgent.substring(0, Math.min(userAgent.length(), USER_AGENT_LENGTH)),
            onlyIn);
    signIns.insert(signIn);
    Caller.Person caller = person.caller();
    var inside = new Caller.Person(caller.id(), caller.name(), caller.operator() && onlyIn == null);
    return new Started(new Principal(inside, signIn.id(), null), signIn.secret());
  }

  /**
   * @param active false for what a browser sends by itself: that does not keep a sign-in alive
   */
  @Transactional
  Optional<Principal> find(String secret, boolean active) {
    Instant now = clock.instant();
    Optional<Found> found = signIns.find(secret, now);
    if (active) {
      found
          .filter(signIn -> signIn.lastSeenAt().plus(NOTED_EVERY).isBefore(now))
          .ifPresent(signIn -> note(signIn, now));
    }
    return found.map(signIn -> new Principal(signIn.caller(), signIn.id(), null));
  }

  private void note(Found signIn, Instant now) {
    Instant end = signIn.createdAt().plus(LONGEST);
    Instant idle = now.plus(IDLE);
    signIns.seen(signIn.id(), now, idle.isBefore(end) ? idle : end);
  }

  @Transactional
  void end(String secret) {
    signIns.end(secret);
  }

  /**
   * @param secret for the cookie; only its hash is kept
   */
  record Started(Principal principal, String secret) {
    @Override
    public String toString() {
      return "Started[" + principal.getName() + "]";
    }
  }
}
