package dev.slipway.backend.factors;

import dev.slipway.api.people.ChangePassword;
import dev.slipway.backend.factors.PersonRepository.Person;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ClientAddress;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Oneself;
import dev.slipway.backend.signin.Passwords;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** One's own password. Hashing takes its time, so nothing here is one transaction. */
@Service
class PasswordChange {
  private final PersonRepository people;
  private final Passwords passwords;
  private final Attempts attempts;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  PasswordChange(
      PersonRepository people,
      Passwords passwords,
      Attempts attempts,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.people = people;
    this.passwords = passwords;
    this.attempts = attempts;
    this.transaction = transaction;
    this.clock = clock;
  }

  Person person(PersonId id) {
    return transaction.execute(_ -> people.find(id).orElseThrow(CurrentCaller::nobody));
  }

  /**
   * Every other sign-in ends, and so do the person's API tokens unless they are to stay.
   *
   * @throws Problem unauthenticated when the current password is wrong
   */
  void change(Oneself.Here here, ChangePassword request) {
    String hash = person(here.person()).hash();
    if (hash != null) {
      check(here.person(), request.current(), hash);
    }
    String next = passwords.hash(request.next());
    Instant now = clock.instant();
    transaction.executeWithoutResult(_ -> {
      if (!people.change(here.person(), hash, next, here.signIn(), now)) {
        throw Problem.conflict(
            "changed-meanwhile", "The password was changed just now. Sign in again.");
      }
      if (!Boolean.TRUE.equals(request.keepTokens())) {
        people.revokeTokens(here.person(), now);
      }
    });
  }

  /**
   * @param hash null for somebody without a password: nothing is right
   * @throws Problem unauthenticated, or rate-limited
   */
  void check(PersonId person, @Nullable String typed, @Nullable String hash) {
    String account = "person/" + person.value();
    String address = ClientAddress.current();
    attempts.require(account, address);
    if (typed == null || !passwords.matches(typed, hash)) {
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED, "unauthenticated", "The current password is wrong.");
    }
    attempts.succeeded(account, address);
  }
}
