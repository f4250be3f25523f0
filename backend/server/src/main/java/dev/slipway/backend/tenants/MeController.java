package dev.slipway.backend.tenants;

import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.UpdateMe;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController implements MeApi {
  private final Authorizer authorizer;
  private final MeService me;

  MeController(Authorizer authorizer, MeService me) {
    this.authorizer = authorizer;
    this.me = me;
  }

  @Override
  public MeView me() {
    return switch (authorizer.caller()) {
      case Caller.Person person -> {
        OrganizationId only = authorizer.onlyIn().orElse(null);
        yield me.of(person.id(), only, only == null);
      }
      case Caller.Token token when token.machine() -> me.ofMachine(token, token());
      case Caller.Token token -> me.of(token.owner(), token.organization(), true);
      case Caller.Pod pod -> me.ofPod(pod, token());
      case Caller.Build _, Caller.Outside _ -> throw CurrentCaller.nobody();
    };
  }

  @Override
  public MeView update(UpdateMe request) {
    me.rename(authorizer.self(), new DisplayName(request.name()));
    return me();
  }

  private static UUID token() {
    UUID token = CurrentCaller.principal().token();
    if (token == null) {
      throw CurrentCaller.nobody();
    }
    return token;
  }
}
