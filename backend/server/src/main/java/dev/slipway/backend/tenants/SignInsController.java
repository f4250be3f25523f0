package dev.slipway.backend.tenants;

import dev.slipway.api.people.SignInView;
import dev.slipway.api.people.SignInsApi;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.tenants.SignInListRepository.Whose;
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
    return signIns.list(whose(), CurrentCaller.principal().signIn());
  }

  @Override
  public void end(UUID signIn) {
    if (!signIns.end(whose(), signIn)) {
      throw Problem.notFound("sign-in");
    }
  }

  @Override
  public void endOthers() {
    Whose whose = whose();
    authorizer.requireFresh();
    signIns.endOthers(whose, CurrentCaller.principal().signIn());
  }

  private Whose whose() {
    PersonId self = authorizer.selfWithin();
    // A personal token that comes this far leaves nothing out.
    boolean signedIn = CurrentCaller.principal().signIn() != null;
    return new Whose(self, signedIn ? authorizer.onlyIn().orElse(null) : null);
  }
}
