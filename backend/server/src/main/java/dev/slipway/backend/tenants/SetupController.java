package dev.slipway.backend.tenants;

import dev.slipway.api.people.CompleteSetup;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.SetupApi;
import dev.slipway.api.people.SetupView;
import dev.slipway.backend.security.ClientAddress;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SetupController implements SetupApi {
  private final SetupService setup;
  private final MeService me;

  SetupController(SetupService setup, MeService me) {
    this.setup = setup;
    this.me = me;
  }

  @Override
  public SetupView state() {
    return new SetupView(setup.needed());
  }

  @Override
  public MeView complete(CompleteSetup request) {
    return me.of(setup.complete(request, ClientAddress.current()), null, true);
  }
}
