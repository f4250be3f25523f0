package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.people.AddOperator;
import dev.slipway.api.people.OperatorView;
import dev.slipway.api.people.OperatorsApi;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class OperatorsTest {
  @Autowired OperatorsApi operators;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  TestTenant tenant;
  Principal operator;

  @BeforeEach
  void onlyOne() {
    tenant = tenants.create();
    int _ =
        db.system()
            .sql("update person set operator = id = :id")
            .param("id", tenant.person().value())
            .update();
    operator = new Principal(new Caller.Person(tenant.person(), "Ada", true), null, null);
  }

  @Test
  void anOperatorMakesAnotherAndTakesItAway() {
    Principal grace = tenants.member(tenant, Role.VIEWER);
    OperatorView added = tenant.as(operator, () -> operators.add(new AddOperator(email(grace))));
    assertThat(added.person()).isEqualTo(id(grace));
    assertThat(tenant.as(grace, operators::list)).hasSize(2);
    remove(operator, id(grace));
    assertThat(tenant.as(operator, operators::list)).singleElement().matches(OperatorView::self);
    assertThatThrownBy(() -> tenant.as(grace, operators::list)).isInstanceOf(Problem.class);
  }

  @Test
  void theLastOneStays() {
    assertThatThrownBy(() -> remove(operator, tenant.person().value()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("last-operator"));
  }

  @Test
  void nobodyMakesThemselvesOne() {
    Principal owner = tenants.member(tenant, Role.OWNER);
    assertThatThrownBy(() -> tenant.as(owner, () -> operators.add(new AddOperator(email(owner)))))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
  }

  @Test
  void somebodyWithoutAnAccountIsTold() {
    assertThatThrownBy(
            () -> tenant.as(operator, () -> operators.add(new AddOperator("nobody@example.com"))))
        .hasMessageContaining("Invite them first");
  }

  private void remove(Principal who, UUID whom) {
    boolean _ =
        tenant.as(
            who,
            () -> {
              operators.remove(whom);
              return true;
            });
  }

  private String email(Principal who) {
    return db.system()
        .sql("select email from person where id = :id")
        .param("id", id(who))
        .query(String.class)
        .single();
  }

  private static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }
}
