package dev.slipway.backend.config;

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
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Variables that have broken others, each with the answer it gets here, on every level. */
@ServerTest
class HostileConfigTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  record Case(Row row, String level) {
    @Override
    public String toString() {
      return row + " " + level;
    }
  }

  record Set(String value, boolean secret) {}

  static Stream<Case> rows() {
    return HostileRows.area("E")
        .flatMap(row ->
            Stream.of("organizations", "projects", "environments", "apps")
                .map(level -> new Case(row, level)));
  }

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowsOfTheCorpus(Case one) throws Exception {
    Row row = one.row();
    Answer answer = send(one);
    row.expect(answer);
    if (row.status() == 200) {
      assertThat(answer.json().path("value").asString()).isEqualTo(row.value());
    } else {
      assertThat(variables()).as("nothing is written").isEqualTo(row.id().equals("E13") ? 1 : 0);
    }
  }

  private Answer send(Case one) throws Exception {
    Row row = one.row();
    String place = place(one.level());
    return switch (row.id()) {
      // An address cannot end with nothing, and one with a semicolon is refused before anybody
      // looks
      // at the name: these come in a whole set.
      case "E02", "E04" -> replace(place, List.of(Map.of("key", row.input(), "value", "1")));
      case "E07" -> set(place, "LONG", "x".repeat(129 << 10));
      case "E08" -> {
        assertThat(replace(place, tooLarge()).problem()).isEqualTo("quota-exceeded");
        yield replace(place, tooMany());
      }
      case "E10" -> set(place, "VALUE", row.value());
      case "E11" -> invalidUtf8(place);
      case "E13" -> {
        assertThat(
                http.send(
                        "PUT",
                        place + "/TOKEN",
                        tenant.token(),
                        JSON.writeValueAsString(new Set("canary", true)))
                    .status())
            .isEqualTo(200);
        yield http.get(place + "/TOKEN", tenant.token());
      }
      default -> set(place, row.input(), "1");
    };
  }

  private static List<Map<String, String>> tooMany() {
    var variables = new ArrayList<Map<String, String>>();
    for (int i = 0; i < 2000; i++) {
      variables.add(Map.of("key", "K" + i, "value", "1"));
    }
    return variables;
  }

  private static List<Map<String, String>> tooLarge() {
    var variables = new ArrayList<Map<String, String>>();
    for (int i = 0; i < 31; i++) {
      variables.add(Map.of("key", "K" + i, "value", "x".repeat(64 << 10)));
    }
    return variables;
  }

  private Answer replace(String place, List<Map<String, String>> variables) {
    return http.send(
        "PUT",
        place,
        tenant.token(),
        JSON.writeValueAsString(Map.of("variables", variables)),
        "If-Match",
        "*");
  }

  private Answer set(String place, String key, String value) {
    return http.send(
        "PUT",
        place + "/" + URLEncoder.encode(key, UTF_8),
        tenant.token(),
        JSON.writeValueAsString(new Set(value, false)));
  }

  private Answer invalidUtf8(String place) {
    byte[] before = "{\"secret\": false, \"value\": \"".getBytes(UTF_8);
    byte[] body = new byte[before.length + 4];
    System.arraycopy(before, 0, body, 0, before.length);
    body[before.length] = (byte) 0xC3;
    body[before.length + 1] = (byte) 0x28;
    body[before.length + 2] = '"';
    body[before.length + 3] = '}';
    return http.send(
        http.request(place + "/VALUE")
            .header("Authorization", "Bearer " + tenant.token())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(body))
            .build());
  }

  private long variables() {
    return transaction.execute(_ ->
        db.in(tenant.organization())
            .sql("select count(*) from config_variable")
            .query(Long.class)
            .single());
  }

  private String place(String level) {
    Object id =
        switch (level) {
          case "organizations" -> tenant.organization().value();
          case "projects" -> tenant.project().value();
          case "environments" -> tenant.environment().value();
          default -> tenant.app().value();
        };
    return "/api/v1/%s/%s/config".formatted(level, id);
  }
}
