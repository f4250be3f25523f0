package dev.slipway.backend.workloads;

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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Numbers and quantities of an app that have broken others, over HTTP. */
@ServerTest
class HostileSpecTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> FIELDS =
      Map.of("port", "port", "memory", "memoryBytes", "cpu", "cpuMillis", "pids", "pids");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  Written written;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
    written = new Written(db, transaction);
  }

  static Stream<Row> quantities() {
    return HostileRows.area("Q").filter(row -> FIELDS.containsKey(field(row)));
  }

  static Stream<Row> replicas() {
    return Stream.of("Q14", "Q15").map(HostileRows::row);
  }

  @ParameterizedTest
  @MethodSource("quantities")
  void quantity(Row row) {
    ObjectNode spec = (ObjectNode) http.get(app(), tenant.token()).json().path("spec");
    spec.set(FIELDS.get(field(row)), JSON.readTree("\"?\""));
    refused(row, "{\"spec\": %s}".formatted(spec.toString().replace("\"?\"", literal(row))));
  }

  @ParameterizedTest
  @MethodSource("replicas")
  void replicas(Row row) {
    refused(row, "{\"replicas\": %s}".formatted(row.value()));
  }

  @Test
  void aNumberThatWouldFillTheMemory() {
    refused(HostileRows.row("J05"), "{\"replicas\": 1e1000000}");
  }

  @Test
  void aCursorNobodyGaveOut() {
    HostileRows.row("Q29").expect(http.get(app() + "/events?after=AAAA", tenant.token()));
    HostileRows.row("Q29").expect(http.get(app() + "/deployments?after=AAAA", tenant.token()));
  }

  @Test
  void aStaleVersion() {
    var before = written.now();
    Answer answer =
        http.send("PATCH", app(), tenant.token(), "{\"replicas\": 2}", "If-Match", "\"99\"");
    HostileRows.row("A16").expect(answer);
    assertThat(written.now()).isEqualTo(before);
  }

  private void refused(Row row, String body) {
    var before = written.now();
    row.expect(http.send("PATCH", app(), tenant.token(), body));
    assertThat(written.now()).as("nothing is written").isEqualTo(before);
  }

  /** As it stands in the row: what is no number goes in as text. */
  private static String literal(Row row) {
    String value = row.value();
    JsonNode text = JSON.getNodeFactory().stringNode(value);
    return value.matches("-?[0-9]+(e-?[0-9]+)?|\".*\"") ? value : text.toString();
  }

  private static String field(Row row) {
    int colon = row.input().indexOf(':');
    return colon < 0 ? "" : row.input().substring(0, colon);
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }
}
