package dev.slipway.backend.factors;

import dev.slipway.api.people.Prove;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.passkeys.Passkeys;
import dev.slipway.backend.security.ClientAddress;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Oneself;
import org.springframework.stereotype.Service;

/** Proving again who is there. */
@Service
class Proofs {
  private final PasswordChange passwords;
  private final Codes codes;
  private final Passkeys passkeys;
  private final Attempts attempts;
  private final Oneself oneself;

  Proofs(
      PasswordChange passwords,
      Codes codes,
      Passkeys passkeys,
      Attempts attempts,
      Oneself oneself) {
    this.passwords = passwords;
    this.codes = codes;
    this.passkeys = passkeys;
    this.attempts = attempts;
    this.oneself = oneself;
  }

  void prove(Oneself.Here here, Prove request) {
    PersonId person = here.person();
    String passkey = request.passkey();
    String code = request.code();
    if (passkey != null) {
      checkPasskey(person, passkey);
    } else if (code != null) {
      checkCode(person, code);
    } else if (codes.since(person) != null) {
      throw Problem.invalid(
          "You sign in with an authenticator app: prove it with a code or a passkey.");
    } else {
      passwords.check(person, request.password(), passwords.person(person).hash());
    }
    oneself.proved(here);
  }

  private void checkPasskey(PersonId person, String answer) {
    if (!passkeys.verify(answer).equals(person)) {
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED, "unauthenticated", "This is somebody else's passkey.");
    }
  }

  private void checkCode(PersonId person, String code) {
    String account = SecondFactorFilter.account(person);
    String address = ClientAddress.current();
    attempts.require(account, address);
    if (!codes.accept(person, code)) {
      throw Codes.wrong();
    }
    attempts.succeeded(account, address);
  }
}
