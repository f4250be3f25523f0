package dev.slipway.backend.networking;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Host names that have broken others, over HTTP. */
@ServerTest
class HostileDomainsTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  static Stream<Row> hosts() {
    return HostileRows.area("D")
        .filter(row -> row.status() == 422 && !row.input().startsWith("gen:"));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void host(Row row) {
    var written = new Written(db, transaction);
    var before = written.now();
    row.expect(add(tenant, row.input()));
    assertThat(written.now()).as("nothing is written").isEqualTo(before);
  }

  @Test
  void aHostOfSomebodyElseIsTakenAndNoMoreIsSaid() {
    TestTenant other = tenants.create();
    String host = other.slug() + "-x.apps.localhost";
    assertThat(add(other, host).status()).isEqualTo(201);
    Answer answer = add(tenant, host);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body())
        .doesNotContain(other.organization().value().toString())
        .doesNotContain(other.app().value().toString());
    // The same as for a host of one's own that is there already.
    assertThat(add(other, host).body().replace(other.app().value().toString(), "*"))
        .isEqualTo(answer.body().replace(tenant.app().value().toString(), "*"));
  }

  private Answer add(TestTenant tenant, String host) {
    return http.post(
        "/api/v1/apps/%s/routes".formatted(tenant.app().value()),
        tenant.token(),
        "{\"host\": %s}".formatted(new JsonMapper().writeValueAsString(host)));
  }
}
