package dev.slipway.backend.registries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** {@code docker login} and what follows: in the audit, and slowed down where it is guessed at. */
@ServerTest
class RegistrySignInTest {
  private static final int FREE = 20;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Attempts attempts;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestTenant tenant;

  @BeforeEach
  void somebody() {
    forgiven();
    tenant = tenants.create();
  }

  @AfterEach
  void forgiven() {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql("delete from sign_in_failure").update();
    });
  }

  @Test
  void aSignInIsInTheAudit() {
    assertThat(ask("", tenant.token()).status()).isEqualTo(200);
    assertThat(newest("registry.login").path("outcome").asString()).isEqualTo("ok");
    assertThat(newest("registry.login").path("person").asString())
        .isEqualTo(tenant.person().value().toString());
  }

  @Test
  void aPushIsInTheAuditWithItsApp() {
    assertThat(ask("repository:" + own() + ":pull,push", tenant.token()).status()).isEqualTo(200);
    JsonNode entry = newest("registry.push");
    assertThat(entry.path("outcome").asString()).isEqualTo("ok");
    assertThat(entry.path("app").asString()).isEqualTo(tenant.app().value().toString());
  }

  @Test
  void aPullIsNot() {
    assertThat(ask("repository:" + own() + ":pull", tenant.token()).status()).isEqualTo(200);
    assertThat(newest("registry").isMissingNode()).isTrue();
  }

  @Test
  void whatIsRefusedIsThereOnce() {
    TestTenant other = tenants.create();
    String scope = "repository:" + other.slug() + "/shop/production/web:pull,push";
    var _ = ask(scope, tenant.token());
    var _ = ask(scope, tenant.token());
    int refused =
        transaction.execute(_ ->
            db.system()
                .sql(
                    """
                    select count(*) from audit_entry
                     where action = 'registry.push' and outcome = 'not-found' and person_id = :person
                    """)
                .param("person", tenant.person().value())
                .query(Integer.class)
                .single());
    assertThat(refused).isEqualTo(1);
    assertThat(http.get(audit(other), other.token()).json().path("items").size()).isZero();
  }

  @Test
  void wrongTokensAreCountedAndTheRightOneIsNot() {
    for (int i = 0; i < FREE; i++) {
      assertThat(ask("", "slpp_wrong" + i).status()).isEqualTo(401);
    }
    Answer waiting = ask("", "slpp_wrong");
    assertThat(waiting.status()).isEqualTo(429);
    assertThat(Integer.parseInt(waiting.header("Retry-After"))).isBetween(1, 60);
    assertThat(ask("", tenant.token()).status()).isEqualTo(200);
  }

  @Test
  void gitAndTheConsoleCountInTheSameBook() {
    for (int i = 0; i < FREE; i++) {
      assertThat(git("slpp_wrong" + i).status()).isEqualTo(401);
    }
    assertThat(git("slpp_wrong").status()).isEqualTo(429);
    assertThat(git("slpp_wrong").header("Retry-After")).isNotEmpty();
    assertThat(ask("", "slpp_wrong").status()).isEqualTo(429);
    assertThat(git(tenant.token()).status()).isEqualTo(200);
    assertThat(Stream.of("127.0.0.1", "0:0:0:0:0:0:0:1"))
        .as("the console, from the same address")
        .anyMatch(address -> attempts.begin("ada@example.com", address).isPositive());
  }

  @Test
  void aMachinesWrongSecretCountsToo() {
    for (int i = 0; i < FREE; i++) {
      assertThat(machine("build:" + UUID.randomUUID() + ":gone").status()).isEqualTo(401);
    }
    assertThat(machine("node:" + UUID.randomUUID() + ":gone").status()).isEqualTo(429);
    assertThat(ask("", tenant.token()).status()).isEqualTo(200);
  }

  @Test
  void aMachinesNameThatIsNoneIsRefusedLikeAnyOther() {
    assertThat(machine("build:" + "-".repeat(36) + ":secret").status()).isEqualTo(401);
    assertThat(machine("node:" + "a".repeat(36) + ":secret").status()).isEqualTo(401);
  }

  private Answer machine(String credentials) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return http.send("GET", "/registry/token", null, null, "Authorization", "Basic " + basic);
  }

  private Answer ask(String scope, String token) {
    String query =
        scope.isEmpty() ? "" : "?scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
    return http.send("GET", "/registry/token" + query, null, null, "Authorization", basic(token));
  }

  private Answer git(String token) {
    String path = "/git/%s/shop/web.git/info/refs?service=git-upload-pack".formatted(tenant.slug());
    return http.send("GET", path, null, null, "Authorization", basic(token));
  }

  private static String basic(String token) {
    return "Basic "
        + Base64.getEncoder().encodeToString(("any:" + token).getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode newest(String action) {
    return http.get(audit(tenant) + "?action=" + action, tenant.token())
        .json()
        .path("items")
        .path(0);
  }

  private static String audit(TestTenant of) {
    return "/api/v1/organizations/%s/audit".formatted(of.organization().value());
  }

  private String own() {
    return tenant.slug() + "/shop/production/web";
  }
}
