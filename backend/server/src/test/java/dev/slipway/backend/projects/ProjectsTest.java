package dev.slipway.backend.projects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class ProjectsTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired Vault vault;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void aNewProjectComesWithProduction() {
    Answer made = http.post(projects(), tenant.token(), "{\"slug\": \"blog\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("environments").path(0).path("slug").asString())
        .isEqualTo("production");
    String id = made.json().path("id").asString();
    assertThat(http.get("/api/v1/projects/" + id, tenant.token()).body()).isEqualTo(made.body());
    assertThat(http.get(projects(), tenant.token()).json()).hasSize(2);
  }

  @Test
  void aNameIsTakenOnceInItsOrganization() {
    taken(http.post(projects(), tenant.token(), "{\"slug\": \"shop\"}"));
    taken(http.post(environments(), tenant.token(), "{\"slug\": \"production\"}"));
    TestTenant other = tenants.create();
    String theirs = "/api/v1/organizations/%s/projects".formatted(other.organization().value());
    assertThat(http.post(theirs, other.token(), "{\"slug\": \"blog\"}").status()).isEqualTo(201);
    assertThat(http.post(projects(), tenant.token(), "{\"slug\": \"blog\"}").status())
        .isEqualTo(201);
  }

  @Test
  void aStageIsAdded() {
    Answer made = http.post(environments(), tenant.token(), "{\"slug\": \"staging\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(http.get(project(), tenant.token()).json().path("environments")).hasSize(2);
  }

  @Test
  void aProjectWithAppsStays() {
    Answer refused = http.send("DELETE", project(), tenant.token(), null);
    assertThat(refused.status()).isEqualTo(409);
    String empty =
        http.post(projects(), tenant.token(), "{\"slug\": \"blog\"}").json().path("id").asString();
    assertThat(http.send("DELETE", "/api/v1/projects/" + empty, tenant.token(), null).status())
        .isEqualTo(204);
    assertThat(http.get("/api/v1/projects/" + empty, tenant.token()).status()).isEqualTo(404);
    // The name is free again.
    assertThat(http.post(projects(), tenant.token(), "{\"slug\": \"blog\"}").status())
        .isEqualTo(201);
  }

  @Test
  void anotherTenantsProjectIsNotThere() {
    TestTenant other = tenants.create();
    assertThat(http.get(project(), other.token()).status()).isEqualTo(404);
    assertThat(http.send("DELETE", project(), other.token(), null).status()).isEqualTo(404);
    assertThat(http.post(environments(), other.token(), "{\"slug\": \"staging\"}").status())
        .isEqualTo(404);
    assertThat(http.get(config(), other.token()).status()).isEqualTo(404);
  }

  @Test
  void aSecretIsWrittenAndNeverShown() {
    Answer set = put("DATABASE_URL", "{\"value\": \"postgres://canary-4711\", \"secret\": true}");
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    assertThat(put("GREETING", "{\"value\": \"hello\", \"secret\": false}").status())
        .isEqualTo(200);
    String shown = http.get(config(), tenant.token()).body();
    assertThat(set.body() + shown).doesNotContain("canary-4711");
    assertThat(shown).contains("\"hello\"");

    byte[] kept =
        transaction.execute(_ ->
            db.in(tenant.organization())
                .sql("select ciphertext from config_variable where key = 'DATABASE_URL'")
                .query(byte[].class)
                .single());
    assertThat(new String(kept, UTF_8)).doesNotContain("canary-4711");
    String context = "app/%s/DATABASE_URL".formatted(tenant.app().value());
    byte[] plain = transaction.execute(_ -> vault.decrypt(tenant.organization(), context, kept));
    assertThat(plain).isEqualTo("postgres://canary-4711".getBytes(UTF_8));
  }

  @Test
  void aVariableIsReplacedAndRemoved() {
    assertThat(put("A", "{\"value\": \"1\", \"secret\": true}").status()).isEqualTo(200);
    assertThat(put("A", "{\"value\": \"2\", \"secret\": false}").status()).isEqualTo(200);
    assertThat(
            http.get(config(), tenant.token())
                .json()
                .path("variables")
                .path(0)
                .path("value")
                .asString())
        .isEqualTo("2");
    assertThat(http.send("DELETE", config() + "/A", tenant.token(), null).status()).isEqualTo(204);
    assertThat(http.send("DELETE", config() + "/A", tenant.token(), null).status()).isEqualTo(404);
    assertThat(http.get(config(), tenant.token()).json().path("variables")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1A", "A%20B", "A=B", "PORT", "LD_PRELOAD", "slipway_app", "%C3%84"})
  void namesThatAreNoneOrReserved(String key) {
    assertThat(put(key, "{\"value\": \"1\", \"secret\": false}").status()).isEqualTo(422);
  }

  private Answer put(String key, String body) {
    return http.send("PUT", config() + "/" + key, tenant.token(), body);
  }

  private static void taken(Answer answer) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("name-taken");
  }

  private String projects() {
    return "/api/v1/organizations/%s/projects".formatted(tenant.organization().value());
  }

  private String project() {
    return "/api/v1/projects/" + tenant.project().value();
  }

  private String environments() {
    return project() + "/environments";
  }

  private String config() {
    return "/api/v1/apps/%s/config".formatted(tenant.app().value());
  }
}
