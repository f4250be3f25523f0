package dev.slipway.backend.factors;

import dev.slipway.api.people.ChangePassword;
import dev.slipway.api.people.ConfirmTotp;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.Prove;
import dev.slipway.api.people.RecoveryCodesView;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.passkeys.Passkeys;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.signin.Oneself;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FactorsController implements FactorsApi {
  private final Oneself oneself;
  private final Authorizer authorizer;
  private final PasswordChange passwords;
  private final Codes codes;
  private final Passkeys passkeys;
  private final Proofs proofs;

  FactorsController(
      Oneself oneself,
      Authorizer authorizer,
      PasswordChange passwords,
      Codes codes,
      Passkeys passkeys,
      Proofs proofs) {
    this.oneself = oneself;
    this.authorizer = authorizer;
    this.passwords = passwords;
    this.codes = codes;
    this.passkeys = passkeys;
    this.proofs = proofs;
  }

  @Override
  public FactorsView factors() {
    Oneself.Here here = oneself.here();
    PersonId person = here.person();
    return new FactorsView(
        passwords.person(person).hash() != null,
        codes.since(person),
        codes.recoveryCodesLeft(person),
        passkeys.list(person),
        here.provedAt(),
        here.onlyOrganization());
  }

  @Override
  public void changePassword(ChangePassword request) {
    Oneself.Here here = oneself.withOwnFactors();
    if (passwords.person(here.person()).hash() == null) {
      // The first one: nothing else proves who is there.
      authorizer.requireFresh();
    }
    passwords.change(here, request);
  }

  @Override
  public NewTotpView beginTotp() {
    PersonId person = fresh();
    return codes.begin(person, passwords.person(person).account());
  }

  @Override
  public RecoveryCodesView confirmTotp(ConfirmTotp request) {
    return codes.confirm(oneself.withOwnFactors().person(), request.code().replace(" ", ""));
  }

  @Override
  public void removeTotp() {
    codes.remove(fresh());
  }

  @Override
  public RecoveryCodesView newRecoveryCodes() {
    return codes.newRecoveryCodes(fresh());
  }

  @Override
  public void prove(Prove request) {
    proofs.prove(oneself.withOwnFactors(), request);
  }

  private PersonId fresh() {
    Oneself.Here here = oneself.withOwnFactors();
    authorizer.requireFresh();
    return here.person();
  }
}
