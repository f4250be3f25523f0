package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may use each address of the API: one table, to be read as a whole. An address that is not in
 * it fails the test; every address is then driven as nobody and as an owner of another
 * organization.
 */
@ServerTest
class AccessTest {
  private enum For {
    ALL,
    CALLERS,
    MEMBERS,
    OPERATORS
  }

  private record Row(For whom, @Nullable String body) {}

  private static final Map<String, Row> TABLE = new LinkedHashMap<>();

  static {
    all("GET /api/v1/setup");
    TABLE.put("POST /api/v1/setup", new Row(For.ALL, "{}"));

    TABLE.put("GET /api/v1/me", new Row(For.CALLERS, null));

    members("GET /api/v1/organizations/{organization}/tokens");
    members("POST /api/v1/organizations/{organization}/tokens", "{\"name\": \"ci\"}");
    members("DELETE /api/v1/organizations/{organization}/tokens/{token}");
    members("GET /api/v1/organizations/{organization}/events");
    members("GET /api/v1/organizations/{organization}/changes");
    members("GET /api/v1/organizations/{organization}/projects");
    members("POST /api/v1/organizations/{organization}/projects", "{\"slug\": \"stolen\"}");
    members("GET /api/v1/organizations/{organization}/apps");
    members("GET /api/v1/projects/{project}");
    members("DELETE /api/v1/projects/{project}");
    members("POST /api/v1/projects/{project}/environments", "{\"slug\": \"stolen\"}");
    members("GET /api/v1/projects/{project}/apps");
    members(
        "POST /api/v1/environments/{environment}/apps",
        "{\"slug\": \"stolen\", \"kind\": \"WEB\"}");
    members("GET /api/v1/apps/{app}");
    members("PATCH /api/v1/apps/{app}", "{\"replicas\": 3}");
    members("DELETE /api/v1/apps/{app}");
    members("GET /api/v1/apps/{app}/pods");
    members("GET /api/v1/apps/{app}/revisions");
    members("GET /api/v1/apps/{app}/events");
    members("GET /api/v1/apps/{app}/logs");
    members("GET /api/v1/apps/{app}/config");
    members("PUT /api/v1/apps/{app}/config/{key}", "{\"value\": \"stolen\", \"secret\": false}");
    members("DELETE /api/v1/apps/{app}/config/{key}");
    members("GET /api/v1/apps/{app}/service");
    members("GET /api/v1/apps/{app}/routes");
    members("POST /api/v1/apps/{app}/routes", "{\"host\": \"stolen.apps.localhost\"}");
    members("DELETE /api/v1/apps/{app}/routes/{route}");
    members("GET /api/v1/apps/{app}/webhooks");
    members("POST /api/v1/apps/{app}/webhooks");
    members("DELETE /api/v1/apps/{app}/webhooks/{webhook}");
    members("GET /api/v1/apps/{app}/webhooks/deliveries");
    members("GET /api/v1/apps/{app}/deployments");
    members("POST /api/v1/apps/{app}/deployments", "{\"ref\": \"main\"}");
    members("GET /api/v1/deployments/{deployment}");
    members("POST /api/v1/deployments/{deployment}/cancel");
    members("GET /api/v1/builds/{build}");
    members("GET /api/v1/builds/{build}/log");
    members("GET /api/v1/builds/{build}/log/stream");

    // Machines belong to nobody; where they are, only operators see.
    TABLE.put("GET /api/v1/nodes", new Row(For.CALLERS, null));
    TABLE.put("POST /api/v1/nodes/join-tokens", new Row(For.OPERATORS, null));
  }

  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant mine;
  TestTenant stranger;

  @BeforeEach
  void twoTenants() {
    mine = tenants.create();
    stranger = tenants.create();
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql("update person set operator = false where id = :id")
            .param("id", stranger.person().value())
            .update());
  }

  @Test
  void everyAddressIsInTheTable() {
    var addresses = new TreeSet<String>();
    mappings
        .getHandlerMethods()
        .keySet()
        .forEach(mapping ->
            mapping
                .getMethodsCondition()
                .getMethods()
                .forEach(method ->
                    mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .filter(path -> !path.startsWith("/api/v1/openapi.json"))
                        .forEach(path -> addresses.add(method + " " + path))));
    assertThat(addresses)
        .as("add the address to the table above, with who may use it")
        .isSubsetOf(TABLE.keySet());
    assertThat(TABLE.keySet()).as("no longer there").isSubsetOf(addresses);
  }

  @TestFactory
  Stream<DynamicTest> nobody() {
    return TABLE.entrySet().stream()
        .filter(row -> row.getValue().whom() != For.ALL)
        .map(row ->
            dynamicTest(row.getKey(), () -> assertThat(drive(row, null).status()).isEqualTo(401)));
  }

  @TestFactory
  Stream<DynamicTest> theOwnerOfAnotherOrganization() {
    return TABLE.entrySet().stream()
        .filter(
            row -> row.getValue().whom() == For.MEMBERS || row.getValue().whom() == For.OPERATORS)
        .map(row -> dynamicTest(row.getKey(), () -> refused(row)));
  }

  private void refused(Map.Entry<String, Row> row) {
    Answer answer = drive(row, stranger.token());
    assertThat(answer.status())
        .as(answer.body())
        .isEqualTo(row.getValue().whom() == For.MEMBERS ? 404 : 403);
    assertThat(answer.body()).doesNotContain(mine.slug());
  }

  private Answer drive(Map.Entry<String, Row> row, @Nullable String token) {
    String[] address = row.getKey().split(" ", 2);
    return http.send(address[0], path(address[1]), token, row.getValue().body());
  }

  private String path(String pattern) {
    return pattern
        .replace("{organization}", mine.organization().value().toString())
        .replace("{project}", mine.project().value().toString())
        .replace("{environment}", mine.environment().value().toString())
        .replace("{app}", mine.app().value().toString())
        .replace("{key}", "STOLEN")
        .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
  }

  private static void all(String address) {
    TABLE.put(address, new Row(For.ALL, null));
  }

  private static void members(String address) {
    members(address, null);
  }

  private static void members(String address, @Nullable String body) {
    TABLE.put(address, new Row(For.MEMBERS, body));
  }
}
