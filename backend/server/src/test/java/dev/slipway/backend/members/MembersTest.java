package dev.slipway.backend.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.people.ChangeMember;
import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.MembersApi;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class MembersTest {
  @Autowired MembersApi members;
  @Autowired ApiTokens tokens;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  TestTenant tenant;
  Principal owner;

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
    owner = new Principal(new Caller.Person(tenant.person(), "Ada", false), null, null);
  }

  @Test
  void everyMemberSeesTheOthers() {
    Principal viewer = tenants.member(tenant, Role.VIEWER);
    assertThat(list(viewer))
        .extracting(MemberView::role, MemberView::self)
        .containsExactly(tuple(Role.OWNER, false), tuple(Role.VIEWER, true));
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, DEVELOPER, VIEWER,",
    "ADMIN, VIEWER, ADMIN,",
    "ADMIN, ADMIN, DEVELOPER,",
    "ADMIN, DEVELOPER, OWNER, FORBIDDEN",
    "ADMIN, OWNER, VIEWER, FORBIDDEN",
    "OWNER, OWNER, VIEWER,",
    "OWNER, VIEWER, OWNER,",
    "DEVELOPER, VIEWER, DEVELOPER, FORBIDDEN",
    "VIEWER, VIEWER, ADMIN, FORBIDDEN",
  })
  void nobodyTouchesOrMakesSomebodyAboveThemselves(
      Role actor, Role member, Role becomes, Problem.@Nullable Kind refusal) {
    Principal who = tenants.member(tenant, actor);
    UUID whom = id(tenants.member(tenant, member));
    assertThat(kind(who, () -> change(whom, becomes))).isEqualTo(refusal);
    assertThat(role(whom)).isEqualTo(refusal == null ? becomes : member);
  }

  @Test
  void anAdminDoesNotRemoveAnOwner() {
    Principal admin = tenants.member(tenant, Role.ADMIN);
    assertThat(kind(admin, () -> remove(tenant.person().value())))
        .isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void theLastOwnerStaysOne() {
    UUID last = tenant.person().value();
    assertThat(kind(owner, () -> change(last, Role.ADMIN))).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(kind(owner, () -> remove(last))).isEqualTo(Problem.Kind.CONFLICT);
    Principal second = tenants.member(tenant, Role.OWNER);
    assertThat(kind(owner, () -> remove(last))).isNull();
    assertThat(kind(second, () -> remove(id(second)))).isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void anybodyMayLeave() {
    Principal viewer = tenants.member(tenant, Role.VIEWER);
    assertThat(kind(viewer, () -> remove(id(viewer)))).isNull();
    assertThat(kind(viewer, () -> list(viewer))).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void whoIsRemovedLeavesNoTokenBehind() {
    Principal member = tenants.member(tenant, Role.DEVELOPER);
    var person = new PersonId(id(member));
    var token = tokens.create(tenant.organization(), person, "t", Duration.ofDays(1));
    assertThat(tokens.authenticate(token.secret(), "test")).isPresent();
    assertThat(kind(owner, () -> remove(person.value()))).isNull();
    int _ =
        db.system()
            .sql("insert into membership values (:organization, :person, 'VIEWER', now())")
            .param("organization", tenant.organization().value())
            .param("person", person.value())
            .update();
    assertThat(tokens.authenticate(token.secret(), "test")).isEmpty();
  }

  @Test
  void theirExceptionsGoWithThem() {
    UUID member = id(tenants.member(tenant, Role.VIEWER));
    int _ =
        db.system()
            .sql(
                "insert into role_override values (gen_random_uuid(), :organization, :person, :project, null, 'ADMIN', now())")
            .param("organization", tenant.organization().value())
            .param("person", member)
            .param("project", tenant.project().value())
            .update();
    assertThat(kind(owner, () -> remove(member))).isNull();
    assertThat(
            db.system()
                .sql("select count(*) from role_override where person_id = :id")
                .param("id", member)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void whoLosesRightsSignsInAgainAndWhoGainsThemDoesNot() {
    UUID member = id(tenants.member(tenant, Role.DEPLOYER));
    assertThat(kind(owner, () -> change(member, Role.DEVELOPER))).isNull();
    assertThat(epoch(member)).isZero();
    assertThat(kind(owner, () -> change(member, Role.VIEWER))).isNull();
    assertThat(epoch(member)).isEqualTo(1);
    assertThat(kind(owner, () -> remove(member))).isNull();
    assertThat(epoch(member)).isEqualTo(2);
  }

  @Test
  void somebodyElsesMemberIsNone() {
    TestTenant other = tenants.create();
    assertThat(kind(owner, () -> change(other.person().value(), Role.VIEWER)))
        .isEqualTo(Problem.Kind.NOT_FOUND);
    assertThat(kind(owner, () -> remove(other.person().value()))).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  private List<MemberView> list(Principal who) {
    return tenant.as(who, () -> members.list(tenant.organization().value()));
  }

  private void change(UUID person, Role role) {
    MemberView _ = members.change(tenant.organization().value(), person, new ChangeMember(role));
  }

  private void remove(UUID person) {
    members.remove(tenant.organization().value(), person);
  }

  private Role role(UUID person) {
    return list(owner).stream()
        .filter(member -> member.person().equals(person))
        .map(MemberView::role)
        .findFirst()
        .orElseThrow();
  }

  private int epoch(UUID person) {
    return db.system()
        .sql("select rights_epoch from person where id = :id")
        .param("id", person)
        .query(Integer.class)
        .single();
  }

  private static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }

  private Problem.@Nullable Kind kind(Principal who, Runnable action) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              boolean _ =
                  tenant.as(
                      who,
                      () -> {
                        action.run();
                        return true;
                      });
            });
    return problem == null ? null : problem.kind();
  }
}
