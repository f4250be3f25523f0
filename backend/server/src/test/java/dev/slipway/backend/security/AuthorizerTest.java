package dev.slipway.backend.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(mine.organizationScope().owner()).isTrue();
    assertThat(mine.as(() -> authorizer.app(mine.slug(), "shop", "production", "web")).app())
        .isEqualTo(mine.app());
  }

  @Test
  void somebodyElsesThingLooksLikeOneThatDoesNotExist() {
    UUID nothing = UUID.randomUUID();
    List<Callable<?>> foreign =
        List.of(
            () -> authorizer.organization(other.organization()),
            () -> authorizer.project(other.project()),
            () -> authorizer.environment(other.environment()),
            () -> authorizer.app(other.app()),
            () -> authorizer.app(other.slug(), "shop", "production", "web"));
    List<Callable<?>> missing =
        List.of(
            () -> authorizer.organization(new OrganizationId(nothing)),
            () -> authorizer.project(new ProjectId(nothing)),
            () -> authorizer.environment(new EnvironmentId(nothing)),
            () -> authorizer.app(new AppId(nothing)),
            () -> authorizer.app("no", "such", "thing", "here"));
    for (int i = 0; i < foreign.size(); i++) {
      assertThat(refusal(foreign.get(i))).isEqualTo(refusal(missing.get(i)));
    }
    assertThat(refusal(() -> authorizer.deployment(new DeploymentId(nothing))))
        .contains("deployment");
    assertThat(refusal(() -> authorizer.build(new BuildId(nothing)))).contains("build");
  }

  @Test
  void aTokenIsGoodInItsOrganizationOnly() {
    int _ =
        db.system()
            .sql("insert into membership values (:organization, :person, 'MEMBER', now())")
            .param("organization", other.organization().value())
            .param("person", mine.person().value())
            .update();
    // The person may enter both; the token was made for one.
    assertThat(refusal(() -> authorizer.organization(other.organization())))
        .contains("organization");
  }

  @Test
  void whoLeftIsNoLongerLetIn() {
    int _ =
        db.system()
            .sql("delete from membership where person_id = :id")
            .param("id", mine.person().value())
            .update();
    assertThat(refusal(() -> authorizer.app(mine.app()))).contains("app");
    assertThat(tokens.authenticate(mine.token(), "test")).isEmpty();
  }

  @Test
  void nobodyIsUnauthenticated() {
    assertThatThrownBy(() -> authorizer.app(mine.app()))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
  }

  @Test
  void aBuildEntersItsAppAndNoOther() throws Exception {
    var build = new Caller.Build("build 1", mine.app().value().toString());
    assertThat(tokens.as(build, () -> authorizer.app(mine.app())).app()).isEqualTo(mine.app());
    assertThatThrownBy(() -> tokens.as(build, () -> authorizer.app(other.app())))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> tokens.as(build, () -> authorizer.project(mine.project())))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(
            () -> tokens.as(build, () -> null == authorizer.organization(mine.organization())))
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
    assertThat(refusal(() -> authorizer.app(mine.app()))).contains("app");
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
