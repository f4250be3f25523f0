package dev.slipway.backend.config;

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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Variables on all levels, over HTTP. */
@ServerTest
class ConfigTest {
  private static final JsonMapper JSON = new JsonMapper();

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

  record Set(String value, boolean secret) {}

  record Import(String text, boolean plain, boolean replace, boolean dryRun) {}

  @Test
  void theNearestLevelWinsAndSaysWhereItComesFrom() {
    plain(organization(), "LEVEL", "far");
    plain(organization(), "REGION", "eu");
    plain(project(), "LEVEL", "nearer");
    plain(environment(), "LEVEL", "near");
    assertThat(variable(app(), "LEVEL").path("value").asString()).isEqualTo("near");
    assertThat(variable(app(), "LEVEL").path("from").asString()).isEqualTo("ENVIRONMENT");
    assertThat(variable(app(), "LEVEL").path("overrides").asString()).isEqualTo("PROJECT");
    plain(app(), "LEVEL", "nearest");
    assertThat(variable(app(), "LEVEL").path("overrides").asString()).isEqualTo("ENVIRONMENT");
    assertThat(variable(app(), "REGION").path("from").asString()).isEqualTo("ORGANIZATION");
    assertThat(variable(app(), "REGION").path("overrides").isNull()).isTrue();
    assertThat(variable(project(), "LEVEL").path("value").asString()).isEqualTo("nearer");
  }

  @Test
  void aSecretIsWrittenOnEveryLevelAndNeverShown() {
    for (String place : new String[] {organization(), project(), environment(), app()}) {
      Answer set = set(place, "TOKEN", "canary-4711", true);
      assertThat(set.status()).as(set.body()).isEqualTo(200);
      assertThat(set.body() + http.get(place, tenant.token()).body()).doesNotContain("canary-4711");
      assertThat(http.get(place + "/TOKEN", tenant.token()).status()).isEqualTo(404);
    }
  }

  @Test
  void aSecretTooShortToBeTakenOutOfLogsIsSavedWithAWarning() {
    assertThat(set(app(), "PIN", "4711", true).json().path("note").asString())
        .contains("not taken out of logs");
    assertThat(variable(app(), "PIN").path("note").isNull())
        .as("for nobody but who knows it")
        .isTrue();
    assertThat(set(app(), "PIN", "471100", true).json().path("note").isNull()).isTrue();
    assertThat(set(app(), "SHORT", "4711", false).json().path("note").isNull()).isTrue();
    String lines = JSON.writeValueAsString(new Import("A=ab", false, false, true));
    assertThat(http.post(app() + "/import", tenant.token(), lines).json().path("warnings"))
        .singleElement()
        .satisfies(warning -> assertThat(warning.asString()).startsWith("A: Shorter than 6"));
  }

  @Test
  void aSecretIsEncryptedForItsPlaceAndName() {
    set(project(), "TOKEN", "canary-4711", true);
    byte[] kept =
        transaction.execute(_ ->
            db.in(tenant.organization())
                .sql("select ciphertext from config_variable where key = 'TOKEN'")
                .query(byte[].class)
                .single());
    assertThat(new String(kept, UTF_8)).doesNotContain("canary-4711");
    String context = "project/%s/TOKEN".formatted(tenant.project().value());
    assertThat(
            transaction.<byte[]>execute(_ -> vault.decrypt(tenant.organization(), context, kept)))
        .isEqualTo("canary-4711".getBytes(UTF_8));
  }

  @Test
  void referencesAreFollowedAndShownResolved() {
    plain(organization(), "DB_HOST", "db.example.com");
    plain(project(), "DB", "${{ organization.DB_HOST }}/shop");
    plain(app(), "URL", "postgres://${{ project.DB }}?app=${{ slipway.app }}");
    assertThat(variable(app(), "URL").path("resolved").asString())
        .isEqualTo("postgres://db.example.com/shop?app=web");
    assertThat(variable(app(), "URL").path("value").asString()).contains("${{ project.DB }}");
    // Looked for outwards: what is not set on the project is taken from the organization.
    plain(app(), "HOST", "${{ project.DB_HOST }}");
    assertThat(variable(app(), "HOST").path("resolved").asString()).isEqualTo("db.example.com");
  }

  @Test
  void whatRefersToASecretIsSecret() {
    set(project(), "PASSWORD", "canary-4711", true);
    plain(app(), "URL", "postgres://${{ project.PASSWORD }}@db");
    JsonNode url = variable(app(), "URL");
    assertThat(url.path("sensitive").asBoolean()).isTrue();
    assertThat(url.path("resolved").isNull()).isTrue();
  }

  @Test
  void referencesThatLeadNowhereAreRefused() {
    refused(set(app(), "A", "${{ project.NOTHING }}", false), 422, "no NOTHING is set");
    refused(set(app(), "A", "${{ secrets.X }}", false), 422, "is no reference");
    refused(set(project(), "A", "${{ app.X }}", false), 422, "same for everything");
    refused(set(app(), "A", "${{ app.A }}", false), 422, "circle");
    plain(app(), "B", "1");
    plain(app(), "A", "${{ app.B }}");
    refused(set(app(), "B", "${{ app.A }}", false), 422, "circle");
  }

  @Test
  void whatIsReferredToIsNotRemoved() {
    plain(project(), "DB", "db");
    plain(app(), "URL", "${{ project.DB }}");
    refused(delete(project() + "/DB"), 409, "URL of web (shop, production)");
    // Set further out, it is found there.
    plain(organization(), "DB", "other");
    assertThat(delete(project() + "/DB").status()).isEqualTo(204);
  }

  @Test
  void theWholeSetIsReplacedAtOnceByWhoHasSeenIt() {
    plain(app(), "OLD", "1");
    set(app(), "TOKEN", "canary", true);
    String seen = http.get(app(), tenant.token()).header("ETag");
    String body =
        "{\"variables\": [{\"key\": \"NEW\", \"value\": \"2\"}, {\"key\": \"TOKEN\", \"secret\": true}]}";
    assertThat(http.send("PUT", app(), tenant.token(), body).problem())
        .isEqualTo("precondition-required");
    Answer replaced = http.send("PUT", app(), tenant.token(), body, "If-Match", seen);
    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(replaced.json().path("variables"))
        .extracting(variable -> variable.path("key").asString())
        .containsExactly("NEW", "TOKEN");
    Answer late = http.send("PUT", app(), tenant.token(), body, "If-Match", seen);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.problem()).isEqualTo("stale");
  }

  @Test
  void aSetWithOneWrongVariableChangesNothing() {
    plain(app(), "OLD", "1");
    String body =
        "{\"variables\": [{\"key\": \"NEW\", \"value\": \"2\"}, {\"key\": \"PORT\", \"value\": \"3\"}]}";
    refused(
        http.send("PUT", app(), tenant.token(), body, "If-Match", "*"), 422, "set by the platform");
    assertThat(keys(app())).containsExactly("OLD");
  }

  @Test
  void aFileIsImportedAfterALookAtWhatItChanges() {
    plain(app(), "SAME", "1");
    plain(app(), "OTHER", "1");
    String file = "SAME=1\nOTHER=2\nexport TOKEN='canary-4711'\n";
    Answer look = post(app() + "/import", new Import(file, false, false, true));
    assertThat(look.json().path("changes"))
        .extracting(
            change -> change.path("key").asString() + " " + change.path("change").asString())
        .containsExactly("OTHER CHANGED", "TOKEN ADDED", "SAME UNCHANGED");
    assertThat(keys(app())).containsExactly("OTHER", "SAME");
    Answer saved = post(app() + "/import", new Import(file, false, false, false));
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    assertThat(look.body() + saved.body()).doesNotContain("canary-4711");
    assertThat(variable(app(), "TOKEN").path("secret").asBoolean()).isTrue();
    assertThat(variable(app(), "OTHER").path("value").asString()).isEqualTo("2");
  }

  @Test
  void aFileWithWrongLinesIsNotImportedAndSaysWhich() {
    String file = "GOOD=1\n2BAD=1\nPORT=3\n";
    Answer look = post(app() + "/import", new Import(file, true, false, true));
    assertThat(look.json().path("problems"))
        .extracting(problem -> problem.path("line").asInt())
        .containsExactly(2, 3);
    refused(post(app() + "/import", new Import(file, true, false, false)), 422, "Line 2");
    assertThat(keys(app())).isEmpty();
  }

  @Test
  void editingAllAsTextKeepsSecretsThatAreNotNamedAnew() {
    set(app(), "TOKEN", "canary", true);
    plain(app(), "GONE", "1");
    String text = "TOKEN=<unchanged>\nNEW=2\n";
    Answer saved = post(app() + "/import", new Import(text, true, true, false));
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    assertThat(keys(app())).containsExactly("NEW", "TOKEN");
  }

  @Test
  void anotherTenantsVariablesAreNotSeen() {
    TestTenant other = tenants.create();
    plain(organization(), "MINE", "1");
    assertThat(http.get(organization(), other.token()).status()).isEqualTo(404);
    assertThat(
            http.get("/api/v1/apps/%s/config".formatted(other.app().value()), other.token()).body())
        .doesNotContain("MINE");
  }

  @Test
  void aChangeIsAnEventWithNamesAndWithoutValues() {
    set(app(), "TOKEN", "canary-4711", true);
    String events =
        http.get("/api/v1/apps/%s/events".formatted(tenant.app().value()), tenant.token()).body();
    assertThat(events)
        .contains("ConfigChanged", "TOKEN added", "with a new revision")
        .doesNotContain("canary-4711");
  }

  private JsonNode variable(String place, String key) {
    for (JsonNode variable : http.get(place, tenant.token()).json().path("variables")) {
      if (variable.path("key").asString().equals(key)) {
        return variable;
      }
    }
    throw new AssertionError("No " + key);
  }

  private Iterable<String> keys(String place) {
    return http.get(place, tenant.token())
        .json()
        .path("variables")
        .valueStream()
        .map(variable -> variable.path("key").asString())
        .toList();
  }

  private void plain(String place, String key, String value) {
    Answer answer = set(place, key, value, false);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private Answer set(String place, String key, String value, boolean secret) {
    return http.send(
        "PUT", place + "/" + key, tenant.token(), JSON.writeValueAsString(new Set(value, secret)));
  }

  private Answer post(String path, Object body) {
    return http.post(path, tenant.token(), JSON.writeValueAsString(body));
  }

  private Answer delete(String path) {
    return http.send("DELETE", path, tenant.token(), null);
  }

  private static void refused(Answer answer, int status, String sentence) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).contains(sentence);
  }

  private String organization() {
    return "/api/v1/organizations/%s/config".formatted(tenant.organization().value());
  }

  private String project() {
    return "/api/v1/projects/%s/config".formatted(tenant.project().value());
  }

  private String environment() {
    return "/api/v1/environments/%s/config".formatted(tenant.environment().value());
  }

  private String app() {
    return "/api/v1/apps/%s/config".formatted(tenant.app().value());
  }
}
