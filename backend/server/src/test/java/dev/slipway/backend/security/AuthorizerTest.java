package dev.slipway.backend.security;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.PROJECTS_READ;
import static dev.slipway.backend.security.Permission.SOURCE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AuthorizerTest {
  @Autowired Authorizer authorizer;
  @Autowired TokenAuthenticator tokens;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  TestTenant mine;
  TestTenant other;

  @BeforeEach
  void twoTenants() {
    mine = tenants.create();
    other = tenants.create();
  }

  @Test
  void aMemberEntersWhatBelongsToTheOrganization() {
    AppScope scope = mine.appScope();
    assertThat(scope.organization()).isEqualTo(mine.organization());
    assertThat(scope.project()).isEqualTo(mine.project());
    assertThat(scope.environment()).isEqualTo(mine.environment());
    assertThat(scope.app()).isEqualTo(mine.app());
    assertThat(mine.organizationScope().role()).isEqualTo(Role.OWNER);
    assertThat(
            mine.as(() -> authorizer.app(mine.slug(), "shop", "production", "web", APPS_READ))
                .app())
        .isEqualTo(mine.app());
  }

  @Test
  void somebodyElsesThingLooksLikeOneThatDoesNotExist() {
    UUID nothing = UUID.randomUUID();
    List<Callable<?>> foreign =
        List.of(
            () -> authorizer.organization(other.organization(), PROJECTS_READ),
            () -> authorizer.project(other.project(), PROJECTS_READ),
            () -> authorizer.environment(other.environment(), PROJECTS_READ),
            () -> authorizer.app(other.app(), APPS_READ),
            () -> authorizer.app(other.slug(), "shop", "production", "web", APPS_READ));
    List<Callable<?>> missing =
        List.of(
            () -> authorizer.organization(new OrganizationId(nothing), PROJECTS_READ),
            () -> authorizer.project(new ProjectId(nothing), PROJECTS_READ),
            () -> authorizer.environment(new EnvironmentId(nothing), PROJECTS_READ),
            () -> authorizer.app(new AppId(nothing), APPS_READ),
            () -> authorizer.app("no", "such", "thing", "here", APPS_READ));
    for (int i = 0; i < foreign.size(); i++) {
      assertThat(refusal(foreign.get(i))).isEqualTo(refusal(missing.get(i)));
    }
    assertThat(refusal(() -> authorizer.deployment(new DeploymentId(nothing), DEPLOYMENTS_READ)))
        .contains("deployment");
    assertThat(refusal(() -> authorizer.build(new BuildId(nothing), DEPLOYMENTS_READ)))
        .contains("build");
  }

  @Test
  void aTokenIsGoodInItsOrganizationOnly() {
    int _ =
        db.system()
            .sql("insert into membership values (:organization, :person, 'VIEWER', now())")
            .param("organization", other.organization().value())
            .param("person", mine.person().value())
            .update();
    // The person may enter both; the token was made for one.
    assertThat(refusal(() -> authorizer.organization(other.organization(), PROJECTS_READ)))
        .contains("organization");
  }

  @Test
  void whoLeftIsNoLongerLetIn() {
    int _ =
        db.system()
            .sql("delete from membership where person_id = :id")
            .param("id", mine.person().value())
            .update();
    assertThat(refusal(() -> authorizer.app(mine.app(), APPS_READ))).contains("app");
    assertThat(tokens.authenticate(mine.token(), "test")).isEmpty();
  }

  @Test
  void nobodyIsUnauthenticated() {
    assertThatThrownBy(() -> authorizer.app(mine.app(), APPS_READ))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
  }

  @Test
  void aBuildEntersItsAppAndNoOther() throws Exception {
    var build =
        new Principal(new Caller.Build("build 1", mine.app().value().toString()), null, null);
    assertThat(tokens.as(build, () -> authorizer.app(mine.app(), SOURCE_READ)).app())
        .isEqualTo(mine.app());
    assertThatThrownBy(() -> tokens.as(build, () -> authorizer.app(other.app(), APPS_READ)))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(
            () -> tokens.as(build, () -> authorizer.project(mine.project(), PROJECTS_READ)))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() ->
            tokens.as(
                build, () -> null == authorizer.organization(mine.organization(), PROJECTS_READ)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aVerifiedEventActsOnItsApp() {
    AppScope scope = authorizer.onBehalfOf(new Caller.Outside("GitHub"), mine.app());
    assertThat(scope.app()).isEqualTo(mine.app());
    assertThat(scope.caller().name()).isEqualTo("GitHub");
  }

  @Test
  void aDeletedAppIsGone() {
    int _ =
        db.system()
            .sql("update app set deleted_at = now() where id = :id")
            .param("id", mine.app().value())
            .update();
    assertThat(refusal(() -> authorizer.app(mine.app(), APPS_READ))).contains("app");
  }

  @Test
  void whoOperatesThePlatformIsAskedAgain() {
    assertThat(
            mine.as(() -> {
              authorizer.requireOperator();
              return true;
            }))
        .isTrue();
    int _ =
        db.system()
            .sql("update person set operator = false where id = :id")
            .param("id", mine.person().value())
            .update();
    assertThat(
            refusal(() -> {
              authorizer.requireOperator();
              return true;
            }))
        .contains("operator");
  }

  private String refusal(Callable<?> action) {
    try {
      Object _ = mine.as(action);
      return "no refusal";
    } catch (Problem problem) {
      return problem.getMessage();
    }
  }
}
