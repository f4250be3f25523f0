package dev.slipway.backend.tenants;

import dev.slipway.api.people.AddOperator;
import dev.slipway.api.people.OperatorView;
import dev.slipway.api.people.OperatorsApi;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.signin.Email;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OperatorsController implements OperatorsApi {
  private final Authorizer authorizer;
  private final OperatorService operators;

  OperatorsController(Authorizer authorizer, OperatorService operators) {
    this.authorizer = authorizer;
    this.operators = operators;
  }

  @Override
  public List<OperatorView> list() {
    return operators.list(operator());
  }

  @Override
  public OperatorView add(AddOperator request) {
    PersonId self = operator();
    authorizer.requireFresh();
    return operators.add(self, Email.of(request.email()));
  }

  @Override
  public void remove(UUID person) {
    PersonId _ = operator();
    authorizer.requireFresh();
    operators.remove(new PersonId(person));
  }

  private PersonId operator() {
    authorizer.requireOperator();
    return switch (authorizer.caller()) {
      case Caller.Person person -> person.id();
      case Caller.Token token -> token.owner();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> throw CurrentCaller.nobody();
    };
  }
}
