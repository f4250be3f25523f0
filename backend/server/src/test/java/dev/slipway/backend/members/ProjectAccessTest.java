package dev.slipway.backend.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.AccessView.Access;
import dev.slipway.api.people.AccessView.EffectiveRole;
import dev.slipway.api.people.AccessView.From;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetAccess;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ProjectAccessTest {
  @Autowired AccessApi access;
  @Autowired Authorizer authorizer;
  @Autowired TestTenants tenants;
  TestTenant tenant;
  Principal owner;
  Principal member;

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
    owner = new Principal(new Caller.Person(tenant.person(), "Ada", false), null, null);
    member = tenants.member(tenant, Role.DEVELOPER);
  }

  @Test
  void withoutExceptionsTheOrganizationsRoleCounts() {
    assertThat(effective(member)).isEqualTo(role(Role.DEVELOPER, From.ORGANIZATION, true));
  }

  @Test
  void anExceptionIsShownAndTakenAwayAgain() {
    assertThat(set(owner, member, AccessRole.VIEWER, null)).isNull();
    assertThat(effective(member)).isEqualTo(role(Role.VIEWER, From.PROJECT, false));
    assertThat(set(owner, member, AccessRole.DEPLOYER, environment())).isNull();
    assertThat(effective(member)).isEqualTo(role(Role.DEPLOYER, From.ENVIRONMENT, true));
    assertThat(remove(owner, member, environment())).isNull();
    assertThat(remove(owner, member, null)).isNull();
    assertThat(effective(member)).isEqualTo(role(Role.DEVELOPER, From.ORGANIZATION, true));
    assertThat(remove(owner, member, null)).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void whatIsShownIsWhatTheAuthorizerDecides() {
    for (AccessRole inProject : AccessRole.values()) {
      for (AccessRole inEnvironment : List.of(AccessRole.ADMIN, AccessRole.VIEWER)) {
        assertThat(set(owner, member, inProject, null)).isNull();
        assertThat(set(owner, member, inEnvironment, environment())).isNull();
        EffectiveRole shown = effective(member);
        Problem.Kind enters =
            kind(member, () -> authorizer.app(tenant.app(), Permission.APPS_READ));
        Problem.Kind deploys =
            kind(member, () -> authorizer.app(tenant.app(), Permission.DEPLOYMENTS_WRITE));
        assertThat(shown.role() != null)
            .as("%s, then %s", inProject, inEnvironment)
            .isEqualTo(enters == null);
        assertThat(shown.mayDeploy()).isEqualTo(deploys == null);
      }
    }
  }

  @Test
  void aHiddenProjectIsGoneForThem() {
    assertThat(set(owner, member, AccessRole.NONE, null)).isNull();
    assertThat(effective(member).role()).isNull();
    assertThat(kind(member, () -> access.access(tenant.project().value())))
        .isEqualTo(Problem.Kind.NOT_FOUND);
    assertThat(set(owner, member, AccessRole.NONE, environment())).isEqualTo(Problem.Kind.INVALID);
  }

  @Test
  void ownersAndAdminsHaveNoExceptions() {
    Principal admin = tenants.member(tenant, Role.ADMIN);
    assertThat(set(owner, admin, AccessRole.VIEWER, null)).isEqualTo(Problem.Kind.CONFLICT);
    assertThat(set(admin, owner, AccessRole.NONE, null)).isEqualTo(Problem.Kind.CONFLICT);
  }

  @Test
  void anAdminOfAProjectGivesRolesThereAndNotToThemselves() {
    Principal lead = tenants.member(tenant, Role.VIEWER);
    assertThat(set(lead, member, AccessRole.VIEWER, null)).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(set(owner, lead, AccessRole.ADMIN, null)).isNull();
    assertThat(set(lead, member, AccessRole.ADMIN, null)).isNull();
    assertThat(set(lead, lead, AccessRole.ADMIN, environment())).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(set(owner, lead, AccessRole.VIEWER, environment())).isNull();
    assertThat(set(lead, member, AccessRole.VIEWER, environment()))
        .isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void aProtectedEnvironmentIsForTheNamedRoles() {
    assertThat(protect(owner, List.of(Role.ADMIN))).isNull();
    assertThat(effective(member)).isEqualTo(role(Role.DEVELOPER, From.ORGANIZATION, false));
    assertThat(kind(member, () -> authorizer.app(tenant.app(), Permission.TERMINAL_OPEN)))
        .isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(protect(owner, null)).isNull();
    assertThat(effective(member).mayDeploy()).isTrue();
  }

  @Test
  void whoIsShutOutCannotTakeTheProtectionAway() {
    Principal admin = tenants.member(tenant, Role.ADMIN);
    assertThat(protect(member, List.of(Role.DEVELOPER))).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(protect(admin, List.of(Role.DEPLOYER))).isEqualTo(Problem.Kind.INVALID);
    assertThat(protect(owner, List.of())).isNull();
    assertThat(protect(admin, null)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void rightsSayWhatOneMay() {
    assertThat(tenant.as(member, () -> access.ofApp(tenant.app().value())).may("deployments:write"))
        .isTrue();
    assertThat(protect(owner, List.of(Role.ADMIN))).isNull();
    assertThat(tenant.as(member, () -> access.ofApp(tenant.app().value())).may("deployments:write"))
        .isFalse();
    assertThat(tenant.as(member, () -> access.ofEnvironment(environment())).role())
        .isEqualTo(Role.DEVELOPER);
    assertThat(
            tenant.as(member, () -> access.ofProject(tenant.project().value())).may("apps:write"))
        .isTrue();
  }

  private EffectiveRole effective(Principal who) {
    AccessView view = tenant.as(owner, () -> access.access(tenant.project().value()));
    Access theirs =
        view.members().stream()
            .filter(one -> one.person().equals(id(who)))
            .findFirst()
            .orElseThrow();
    return theirs.effective().getFirst();
  }

  private EffectiveRole role(Role role, From from, boolean deploys) {
    return new EffectiveRole(environment(), role, from, deploys);
  }

  private Problem.@Nullable Kind set(
      Principal actor, Principal whom, AccessRole role, @Nullable UUID environment) {
    return kind(
        actor,
        () -> access.set(tenant.project().value(), id(whom), new SetAccess(role, environment)));
  }

  private Problem.@Nullable Kind remove(
      Principal actor, Principal whom, @Nullable UUID environment) {
    return kind(actor, () -> access.remove(tenant.project().value(), id(whom), environment));
  }

  private Problem.@Nullable Kind protect(Principal actor, @Nullable List<Role> roles) {
    return kind(actor, () -> access.protect(environment(), new ProtectEnvironment(roles)));
  }

  private UUID environment() {
    return tenant.environment().value();
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
