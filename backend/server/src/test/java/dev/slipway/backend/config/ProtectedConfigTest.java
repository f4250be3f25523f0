package dev.slipway.backend.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is set above an environment that is kept for admins. */
@ServerTest
class ProtectedConfigTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestTenant tenant;
  private String developer;
  private String admin;

  @BeforeEach
  void aProtectedEnvironment() {
    tenant = tenants.create();
    developer = token(Role.DEVELOPER);
    admin = token(Role.ADMIN);
    protect("{ADMIN}");
  }

  @Test
  void whoMayNotChangeItThereDoesNotChangeItFromAboveEither() {
    for (String place : new String[] {project(), organization()}) {
      for (boolean secret : new boolean[] {false, true}) {
        Answer answer = set(place, "LEVEL", "x", secret, developer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body())
            .contains("web in the protected environment production (shop)")
            .contains("only admins and owners may change");
        assertThat(http.get(place, admin).body()).doesNotContain("LEVEL");
      }
    }
  }

  @Test
  void whoMayChangeItThereChangesItFromAbove() {
    assertThat(set(project(), "LEVEL", "x", false, admin).status()).isEqualTo(200);
    assertThat(set(organization(), "TOKEN", "x", true, admin).status()).isEqualTo(200);
    protect(null);
    assertThat(set(project(), "LEVEL", "y", false, developer).status()).isEqualTo(200);
  }

  @Test
  void removingIsChanging() {
    set(project(), "LEVEL", "x", false, admin);
    assertThat(http.send("DELETE", project() + "/LEVEL", developer, null).status()).isEqualTo(403);
    assertThat(http.get(project() + "/LEVEL", admin).status()).isEqualTo(200);
  }

  @Test
  void whatTheEnvironmentSetsItselfMayChangeAroundIt() {
    set(environment(), "LEVEL", "near", false, admin);
    assertThat(set(project(), "LEVEL", "far", false, developer).status()).isEqualTo(200);
    assertThat(set(organization(), "LEVEL", "farther", false, developer).status()).isEqualTo(200);
  }

  @Test
  void whatStandsInsideOfSomethingElseIsGivenToo() {
    set(project(), "HOST", "db", false, admin);
    set(environment(), "HOST", "own", false, admin);
    assertThat(set(project(), "HOST", "other", false, developer).status()).isEqualTo(200);
    set(environment(), "URL", "http://${{ project.HOST }}", false, admin);
    assertThat(set(project(), "HOST", "evil", false, developer).status()).isEqualTo(403);
  }

  private void protect(@Nullable String roles) {
    transaction.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql("update environment set protected_for = cast(:roles as text[]) where id = :id")
              .param("roles", roles)
              .param("id", tenant.environment().value())
              .update();
    });
  }

  private String token(Role role) {
    return tokens
        .create(
            tenant.organization(),
            tenant.person(),
            "t",
            new TokenRights(TokenKind.ORGANIZATION, role, null, null, null),
            Duration.ofDays(1))
        .secret();
  }

  private Answer set(String place, String key, String value, boolean secret, String token) {
    return http.send(
        "PUT",
        place + "/" + key,
        token,
        "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret));
  }

  private String environment() {
    return "/api/v1/environments/%s/config".formatted(tenant.environment().value());
  }

  private String project() {
    return "/api/v1/projects/%s/config".formatted(tenant.project().value());
  }

  private String organization() {
    return "/api/v1/organizations/%s/config".formatted(tenant.organization().value());
  }
}
