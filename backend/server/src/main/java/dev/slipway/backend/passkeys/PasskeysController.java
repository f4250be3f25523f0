package dev.slipway.backend.passkeys;

import dev.slipway.api.people.AddPasskey;
import dev.slipway.api.people.PasskeyOptions;
import dev.slipway.api.people.PasskeyView;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.api.people.RenamePasskey;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.signin.Oneself;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PasskeysController implements PasskeysApi {
  private final Oneself oneself;
  private final Authorizer authorizer;
  private final Passkeys passkeys;

  PasskeysController(Oneself oneself, Authorizer authorizer, Passkeys passkeys) {
    this.oneself = oneself;
    this.authorizer = authorizer;
    this.passkeys = passkeys;
  }

  @Override
  public PasskeyOptions registration() {
    Oneself.Here here = oneself.withOwnFactors();
    authorizer.requireFresh();
    return passkeys.registration(here.person());
  }

  @Override
  public PasskeyView add(AddPasskey request) {
    return passkeys.add(
        oneself.withOwnFactors().person(), new DisplayName(request.name()), request.credential());
  }

  @Override
  public PasskeyView rename(UUID passkey, RenamePasskey request) {
    return passkeys.rename(
        oneself.withOwnFactors().person(), passkey, new DisplayName(request.name()));
  }

  @Override
  public void remove(UUID passkey) {
    Oneself.Here here = oneself.withOwnFactors();
    authorizer.requireFresh();
    passkeys.remove(here.person(), passkey);
  }

  @Override
  public PasskeyOptions authentication() {
    return passkeys.authentication();
  }
}
