package dev.slipway.backend.tenants;

import dev.slipway.api.people.SignInView;
import dev.slipway.api.people.SignInsApi;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Transactional
class SignInsController implements SignInsApi {
  private final Authorizer authorizer;
  private final SignInListRepository signIns;

  SignInsController(Authorizer authorizer, SignInListRepository signIns) {
    this.authorizer = authorizer;
    this.signIns = signIns;
  }

  @Override
  public List<SignInView> list() {
    return signIns.list(authorizer.self(), CurrentCaller.principal().signIn());
  }

  @Override
  public void end(UUID signIn) {
    if (!signIns.end(authorizer.self(), signIn)) {
      throw Problem.notFound("sign-in");
    }
  }

  @Override
  public void endOthers() {
    PersonId self = authorizer.self();
    authorizer.requireFresh();
    signIns.endOthers(self, CurrentCaller.principal().signIn());
  }
}
