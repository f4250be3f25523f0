package dev.slipway.backend.web;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.HostileRows.Row;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Inputs that have broken others, each with the answer it gets here. */
@ServerTest
class HostileInputsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  Written written;
  List<String> before;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
    written = new Written(db, transaction);
    before = written.now();
  }

  static Stream<Row> slugs() {
    return HostileRows.area("N").filter(row -> !row.input().startsWith("display:"));
  }

  static Stream<Row> displayNames() {
    return HostileRows.area("N").filter(row -> row.input().startsWith("display:"));
  }

  @ParameterizedTest
  @MethodSource("slugs")
  void names(Row row) {
    String json =
        row.input().startsWith("json:")
            ? row.input().substring("json:".length())
            : JSON.writeValueAsString(row.input());
    Answer answer =
        http.post(
            "/api/v1/organizations/%s/projects".formatted(tenant.organization().value()),
            tenant.token(),
            "{\"slug\": %s}".formatted(json));
    expect(row, answer);
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("displayNames")
  void namesForPeople(Row row) {
    expect(
        row,
        http.post(
            tokens(),
            tenant.token(),
            JSON.writeValueAsString(new Named(row.input().substring("display:".length())))));
  }

  record Named(String name) {}

  @Test
  void twoValuesForOneField() {
    expect(
        HostileRows.row("J02"),
        http.post(tokens(), tenant.token(), "{\"name\": \"a\", \"name\": \"b\"}"));
  }

  @Test
  void deepNesting() {
    String deep = "[".repeat(600);
    expect(HostileRows.row("J03"), http.post(tokens(), tenant.token(), deep));
    expect(HostileRows.row("J03"), http.post(tokens(), tenant.token(), "{\"name\": " + deep));
    String closed = deep + "]".repeat(600);
    expect(HostileRows.row("J03"), http.post(tokens(), tenant.token(), closed));
    Answer flat = http.post(tokens(), tenant.token(), "[".repeat(60) + "]".repeat(60));
    assertThat(flat.problem())
        .as("whole, but not what was asked for")
        .isEqualTo("validation-failed");
  }

  @Test
  void numbersThatWouldFillTheMemory() {
    expect(
        HostileRows.row("J05"),
        http.post(tokens(), tenant.token(), "{\"name\": \"a\", \"days\": 1e1000000}"));
  }

  @Test
  void fieldsNobodyAskedFor() {
    Answer answer =
        http.post(tokens(), tenant.token(), "{\"name\": \"a\", \"organizationId\": \"x\"}");
    expect(HostileRows.row("J06"), answer);
    assertThat(answer.json().path("detail").asString()).contains("organizationId");
  }

  @Test
  void otherEncodings() {
    byte[] json = "{\"name\": \"a\"}".getBytes(UTF_8);
    byte[] marked = new byte[json.length + 3];
    System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
    System.arraycopy(json, 0, marked, 3, json.length);
    expect(HostileRows.row("J08"), post(marked, "application/json"));
    expect(HostileRows.row("J08"), post("{\"name\": \"a\"}".getBytes(UTF_16), "application/json"));
    expect(
        HostileRows.row("J08"),
        post(
            "{\"name\": \"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
            "application/json"));
  }

  @Test
  void formsOfOtherPages() {
    expect(HostileRows.row("J09"), post("{\"name\": \"a\"}".getBytes(UTF_8), "text/plain"));
    expect(
        HostileRows.row("J09"),
        post("name=a".getBytes(UTF_8), "application/x-www-form-urlencoded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "{\"name\": \"a\"} x", "{\"name\": \"\\u0000\"}"})
  void whatIsNoJson(String body) {
    Answer answer = http.post(tokens(), tenant.token(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("malformed-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"a\"", "5"})
  void whatIsNoObject(String body) {
    Answer answer = http.post(tokens(), tenant.token(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("validation-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": null}",
        "{\"name\": 5}",
        "{\"name\": \"a\", \"days\": \"5\"}",
        "{\"name\": \"a\", \"days\": 1.5}",
        "{\"name\": \"a\", \"days\": true}",
        "{\"name\": \"a\", \"days\": 99999999999}",
        "{\"name\": [\"a\"]}",
        "{\"name\": {\"a\": 1}}"
      })
  void valuesOfAnotherKind(String body) {
    Answer answer = http.post(tokens(), tenant.token(), body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("validation-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/./me",
        "/api//v1/me",
        "/api/v1/me;x=1",
        "/api/v1%2fme",
        "/api/v1/%2e%2e/me",
        "/api/v1/me%2f",
        "/api/v1/me%00",
        "//api/v1/me",
        "/api/v1/me/",
        "/api/v1/"
      })
  void pathsThatMayMeanSeveralThings(String path) {
    Answer answer = http.get(path, tenant.token());
    expect(HostileRows.row("A14"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRACE /",
        "TRACE /api/v1/me",
        "TRACE /actuator/health",
        "TRACE /git/a/b/c/d.git/info/refs",
        "GET /actuator",
        "GET /actuator/env",
        "GET /actuator/heapdump",
        "POST /actuator/shutdown",
        "POST /actuator/prometheus"
      })
  void whatIsNotForOutside(String line) {
    String[] parts = line.split(" ", 2);
    Row row = HostileRows.row("A20");
    expect(row, http.send(parts[0], parts[1], null, null));
    expect(row, http.send(parts[0], parts[1], tenant.token(), null));
  }

  private Answer post(byte[] body, String type) {
    return http.send(
        http.request(tokens())
            .header("Authorization", "Bearer " + tenant.token())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private void expect(Row row, Answer answer) {
    row.expect(answer);
    if (row.status() >= 400) {
      assertThat(written.now()).as("nothing is written").isEqualTo(before);
    }
  }

  private String tokens() {
    return "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
  }
}
