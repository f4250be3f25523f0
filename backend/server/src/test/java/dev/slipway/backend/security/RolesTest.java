package dev.slipway.backend.security;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.APPS_WRITE;
import static dev.slipway.backend.security.Permission.AUDIT_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.LOGS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_READ;
import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;
import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RolesTest {
  private static final Map<String, String> TYPES =
      Map.of(
          "kind",
          "text",
          "role",
          "text",
          "scopes",
          "text[]",
          "project_id",
          "uuid",
          "app_id",
          "uuid");

  @Autowired Authorizer authorizer;
  @Autowired ApiTokens tokens;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  TestTenant tenant;

  @BeforeEach
  void tenant() {
    tenant = tenants.create();
  }

  @ParameterizedTest
  @CsvSource({
    "VIEWER, LOGS_READ, DEPLOYMENTS_WRITE",
    "DEPLOYER, DEPLOYMENTS_WRITE, APPS_WRITE",
    "DEVELOPER, APPS_WRITE, MEMBERS_WRITE",
    "ADMIN, MEMBERS_WRITE, ORGANIZATION_WRITE",
  })
  void eachRoleMayMoreThanTheOneBelow(Role role, Permission may, Permission mayNot) {
    Principal member = tenants.member(tenant, role);
    assertThat(refusal(member, may)).isNull();
    assertThat(refusal(member, mayNot)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void anOwnerMayEverythingInTheOrganizationAndNothingOfThePlatform() {
    Principal owner = tenants.member(tenant, Role.OWNER);
    assertThat(refusal(owner, ORGANIZATION_WRITE)).isNull();
    assertThat(RolePermissions.of(Role.OWNER)).doesNotContain(Permission.PLATFORM_OPERATE);
  }

  @Test
  void aProjectMayRaiseARole() {
    Principal viewer = tenants.member(tenant, Role.VIEWER);
    override(viewer, null, "DEVELOPER");
    assertThat(refusal(viewer, APPS_WRITE)).isNull();
    assertThat(organizationRefusal(viewer, MEMBERS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void anEnvironmentIsNearerThanItsProject() {
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    override(developer, null, "DEVELOPER");
    override(developer, tenant.environment().value(), "VIEWER");
    assertThat(refusal(developer, DEPLOYMENTS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(refusal(developer, LOGS_READ)).isNull();
  }

  @Test
  void aHiddenProjectIsNotThere() {
    Principal viewer = tenants.member(tenant, Role.VIEWER);
    override(viewer, null, "NONE");
    override(viewer, tenant.environment().value(), "DEVELOPER");
    assertThat(refusal(viewer, APPS_READ)).isEqualTo(Problem.Kind.NOT_FOUND);
    ProjectFilter visible =
        tenant
            .as(viewer, () -> authorizer.organization(tenant.organization(), PROJECTS_READ))
            .visible();
    assertThat(visible.shows(tenant.project().value())).isFalse();
    assertThat(visible.shows(UUID.randomUUID())).isTrue();
  }

  @Test
  void adminsCannotBeKeptOutOfAProject() {
    Principal admin = tenants.member(tenant, Role.ADMIN);
    override(admin, null, "NONE");
    assertThat(refusal(admin, APPS_WRITE)).isNull();
  }

  @Test
  void aProtectedEnvironmentIsForTheNamedRolesAndOwners() {
    protect("{ADMIN}");
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    assertThat(refusal(developer, DEPLOYMENTS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(refusal(developer, LOGS_READ)).isNull();
    assertThat(refusal(tenants.member(tenant, Role.ADMIN), DEPLOYMENTS_WRITE)).isNull();
    assertThat(refusal(tenants.member(tenant, Role.OWNER), DEPLOYMENTS_WRITE)).isNull();
  }

  @Test
  void aTokenMayWhatItsScopesSay() {
    Principal token = token(Map.of("scopes", "{apps:read}"));
    assertThat(refusal(token, APPS_READ)).isNull();
    assertThat(refusal(token, APPS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void aScopeGivesNothingThatTheOwnerMayNot() {
    Principal token = token(Map.of("scopes", "{apps:write,audit:read}"));
    demote("VIEWER");
    assertThat(refusal(token, APPS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(organizationRefusal(token, AUDIT_READ)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void aTokenOfOneProjectSeesNoOther() {
    TestTenant elsewhere = tenants.create();
    Principal token = token(Map.of("project_id", tenant.project().value()));
    assertThat(refusal(token, APPS_WRITE)).isNull();
    move(elsewhere, tenant);
    assertThat(kind(token, () -> authorizer.project(elsewhere.project(), PROJECTS_READ)))
        .isEqualTo(Problem.Kind.NOT_FOUND);
    assertThat(organizationRefusal(token, ORGANIZATION_READ)).isNull();
    assertThat(organizationRefusal(token, MEMBERS_READ)).isEqualTo(Problem.Kind.FORBIDDEN);
  }

  @Test
  void aMachinesTokenHasItsOwnRoleWhileWhoMadeItIsAMember() {
    Principal token = token(Map.of("kind", "ORGANIZATION", "role", "DEPLOYER"));
    assertThat(refusal(token, DEPLOYMENTS_WRITE)).isNull();
    assertThat(refusal(token, APPS_WRITE)).isEqualTo(Problem.Kind.FORBIDDEN);
    assertThat(
            kind(
                token,
                () -> {
                  authorizer.requireOperator();
                  return true;
                }))
        .isEqualTo(Problem.Kind.FORBIDDEN);
    int _ =
        db.system()
            .sql("delete from membership where person_id = :person")
            .param("person", tenant.person().value())
            .update();
    assertThat(refusal(token, DEPLOYMENTS_WRITE)).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  @Test
  void aWorkloadsTokenEntersItsApp() {
    Principal token =
        token(Map.of("kind", "WORKLOAD", "role", "VIEWER", "app_id", tenant.app().value()));
    assertThat(refusal(token, APPS_READ)).isNull();
    assertThat(kind(token, () -> authorizer.project(tenant.project(), PROJECTS_READ)))
        .isEqualTo(Problem.Kind.NOT_FOUND);
    assertThat(organizationRefusal(token, ORGANIZATION_READ)).isEqualTo(Problem.Kind.NOT_FOUND);
  }

  private Problem.@Nullable Kind refusal(Principal who, Permission permission) {
    return kind(who, () -> authorizer.app(tenant.app(), permission));
  }

  private Problem.@Nullable Kind organizationRefusal(Principal who, Permission permission) {
    return kind(who, () -> authorizer.organization(tenant.organization(), permission));
  }

  private Problem.@Nullable Kind kind(Principal who, Callable<?> action) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              Object _ = tenant.as(who, action);
            });
    return problem == null ? null : problem.kind();
  }

  private void override(Principal who, @Nullable UUID environment, String role) {
    if (!(who.caller() instanceof Caller.Person person)) {
      throw new IllegalArgumentException("Only people have roles");
    }
    int _ =
        db.system()
            .sql(
                """
                insert into role_override values
                  (gen_random_uuid(), :organization, :person, :project, :environment, :role, now())
                """)
            .param("organization", tenant.organization().value())
            .param("person", person.id().value())
            .param("project", tenant.project().value())
            .param("environment", environment)
            .param("role", role)
            .update();
  }

  private void protect(String roles) {
    int _ =
        db.system()
            .sql("update environment set protected_for = cast(:roles as text[]) where id = :id")
            .param("roles", roles)
            .param("id", tenant.environment().value())
            .update();
  }

  private void demote(String role) {
    int _ =
        db.system()
            .sql("update membership set role = :role where person_id = :person")
            .param("role", role)
            .param("person", tenant.person().value())
            .update();
  }

  /** Its project becomes another one of the other's organization. */
  private void move(TestTenant from, TestTenant to) {
    for (String sql :
        new String[] {
          "delete from app where id = '%s'".formatted(from.app().value()),
          "delete from environment where id = '%s'".formatted(from.environment().value()),
          "update project set organization_id = '%s', slug = 'moved' where id = '%s'"
              .formatted(to.organization().value(), from.project().value()),
        }) {
      int _ = db.system().sql(sql).update();
    }
  }

  private Principal token(Map<String, ?> columns) {
    var token = tokens.create(tenant.organization(), tenant.person(), "t", Duration.ofDays(1));
    String set =
        columns.keySet().stream()
            .map(column -> "%s = cast(:%s as %s)".formatted(column, column, TYPES.get(column)))
            .collect(Collectors.joining(", "));
    int _ =
        db.system()
            .sql("update api_token set %s where id = :id".formatted(set))
            .params(columns)
            .param("id", token.id())
            .update();
    return tokens.authenticate(token.secret(), "test").orElseThrow();
  }
}
