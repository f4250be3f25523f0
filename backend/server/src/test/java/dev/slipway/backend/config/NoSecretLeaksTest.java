package dev.slipway.backend.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A thousand random secrets through everything that takes some; then looked for everywhere. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class NoSecretLeaksTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int LENGTH = 20;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private final Set<String> secrets = new LinkedHashSet<>();
  private final List<String> answers = new ArrayList<>();
  private TestTenant tenant;

  record Secret(String value, boolean secret) {}

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void noAnswerNoEventNoAuditNoLogAndNoRowTellsOne(CapturedOutput log) {
    for (String place : places()) {
      // At once, as a file, and one by one: also where they are refused.
      keep(http.send("PUT", place, tenant.token(), set(100), "If-Match", "*"), 200);
      keep(http.post(place + "/import", tenant.token(), file(80, "F", false, true)), 200);
      keep(http.post(place + "/import", tenant.token(), file(80, "F", false, false)), 200);
      keep(http.post(place + "/import", tenant.token(), file(20, "1", false, false)), 422);
      for (int i = 0; i < 10; i++) {
        String body = JSON.writeValueAsString(new Secret(secret(), true));
        keep(http.send("PUT", place + "/S" + i, tenant.token(), body), 200);
        keep(http.send("PUT", place + "/PORT", tenant.token(), body), 422);
        keep(http.send("PUT", place + "/S" + i, null, body), 401);
        keep(http.send("PUT", place + "/S" + i, tenant.token(), body, "If-Match", "\"1\""), 412);
        keep(http.send("PUT", place + "/S" + i, tenant.token(), body.replace(":", "=")), 400);
      }
      String bad = JSON.writeValueAsString(new Secret("${{ " + secret() + " }}", true));
      keep(http.send("PUT", place + "/BAD", tenant.token(), bad), 422);
      keep(http.get(place, tenant.token()), 200);
      keep(http.get(place + "/S1", tenant.token()), 404);
    }
    assertThat(secrets).hasSizeGreaterThan(1000);
    readEverything();
    none("an answer", String.join("\n", answers));
    none("the server's log", log.getAll());
    none("the database", rows());
  }

  private void readEverything() {
    String organization = "/api/v1/organizations/" + tenant.organization().value();
    String app = "/api/v1/apps/" + tenant.app().value();
    for (String path :
        List.of(
            organization + "/events?limit=100",
            organization + "/apps",
            organization + "/projects",
            organization + "/config-status",
            organization + "/keys",
            app,
            app + "/events?limit=100",
            app + "/revisions",
            app + "/deployments",
            app + "/config-status",
            "/api/v1/openapi.json")) {
      keep(http.get(path, tenant.token()), 200);
    }
  }

  private void keep(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    answers.add(answer.body());
    answers.add(answer.response().headers().map().toString());
  }

  /** Every row of every table as text. */
  private String rows() {
    return transaction.execute(_ -> {
      List<String> tables =
          db.system()
              .sql(
                  "select table_name from information_schema.tables where table_schema = 'public'"
                      + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'")
              .query((row, _) -> row.getString(1))
              .list();
      var all = new StringBuilder();
      for (String table : tables) {
        db.system()
            .sql("select cast(t as text) from %s t".formatted(table))
            .query(String.class)
            .list()
            .forEach(row -> all.append(row).append('\n'));
      }
      return all.toString();
    });
  }

  /** All of one length, so that one look at each place of the text finds any of them. */
  private void none(String where, String text) {
    for (int i = 0; i + LENGTH <= text.length(); i++) {
      if (secrets.contains(text.substring(i, i + LENGTH))) {
        throw new AssertionError("a secret in " + where);
      }
    }
  }

  private String secret() {
    var random = new SecureRandom();
    var secret = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    secrets.add(secret.toString());
    return secret.toString();
  }

  private String set(int count) {
    var variables = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < count; i++) {
      variables.add(Map.of("key", "A" + i, "value", secret(), "secret", true));
    }
    return JSON.writeValueAsString(Map.of("variables", variables));
  }

  private String file(int count, String prefix, boolean plain, boolean dryRun) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(prefix).append(i).append("=\"").append(secret()).append("\"\n");
    }
    var request = new HashMap<String, Object>();
    request.put("text", text.toString());
    request.put("plain", plain);
    request.put("dryRun", dryRun);
    return JSON.writeValueAsString(request);
  }

  private List<String> places() {
    return List.of(
        "/api/v1/organizations/%s/config".formatted(tenant.organization().value()),
        "/api/v1/projects/%s/config".formatted(tenant.project().value()),
        "/api/v1/environments/%s/config".formatted(tenant.environment().value()),
        "/api/v1/apps/%s/config".formatted(tenant.app().value()));
  }
}
