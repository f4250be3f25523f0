package dev.slipway.backend.tenants;

import dev.slipway.api.people.OperatorView;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.signin.Email;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who operates the platform; there is always somebody. */
@Service
class OperatorService {
  private final OperatorRepository operators;

  OperatorService(OperatorRepository operators) {
    this.operators = operators;
  }

  @Transactional(readOnly = true)
  public List<OperatorView> list(PersonId self) {
    return operators.list(self);
  }

  @Transactional
  public OperatorView add(PersonId self, Email email) {
    PersonId added =
        operators
            .add(email)
            .orElseThrow(() ->
                Problem.invalid("Nobody with this e-mail has an account. Invite them first."));
    return operators.list(self).stream()
        .filter(operator -> operator.person().equals(added.value()))
        .findFirst()
        .orElseThrow();
  }

  @Transactional
  public void remove(PersonId person) {
    List<UUID> all = operators.lock();
    if (!all.contains(person.value())) {
      throw Problem.notFound("operator");
    }
    if (all.size() == 1) {
      throw Problem.conflict(
          "last-operator", "This is the platform's last operator. Make somebody else one first.");
    }
    operators.remove(person);
  }
}
