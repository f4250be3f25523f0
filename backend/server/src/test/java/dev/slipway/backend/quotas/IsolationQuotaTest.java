package dev.slipway.backend.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may have root in containers is the operators' to say. */
@ServerTest
class IsolationQuotaTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  private String quota() {
    return "/api/v1/organizations/%s/quota".formatted(tenant.organization().value());
  }

  private void allow(boolean compat) {
    Answer set = http.send("PUT", quota(), tenant.token(), "{\"compat\": %s}".formatted(compat));
    assertThat(set.status()).as(set.body()).isEqualTo(200);
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }

  private String spec(String isolation) {
    return http.get(app(), tenant.token())
        .json()
        .path("spec")
        .toString()
        .replaceFirst("\"isolation\":\"[A-Z]+\"", "\"isolation\":\"" + isolation + "\"");
  }

  private Answer change(String isolation) {
    return http.send("PATCH", app(), tenant.token(), "{\"spec\": %s}".formatted(spec(isolation)));
  }

  private String isolation() {
    return http.get(app(), tenant.token()).json().path("spec").path("isolation").asString();
  }

  @Test
  void nobodyIsCompatibleUnlessOperatorsAllowIt() {
    Answer refused = change("COMPAT");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("isolation-not-allowed");
    assertThat(isolation()).isEqualTo("RESTRICTED");
  }

  @Test
  void whoIsAllowedMayAndIsToldSo() {
    allow(true);
    assertThat(change("COMPAT").status()).isEqualTo(200);
    assertThat(isolation()).isEqualTo("COMPAT");
    assertThat(http.get(quota(), tenant.token()).json().path("compat").asBoolean()).isTrue();
  }

  @Test
  void aStricterIsolationIsEverybodys() {
    assertThat(change("SANDBOX").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoIsolationIsRefused() {
    assertThat(change("PRIVILEGED").status()).isEqualTo(422);
  }

  @Test
  void aNewAppIsCheckedToo() {
    String environment = "/api/v1/environments/%s/apps".formatted(tenant.environment().value());
    String body =
        "{\"slug\": \"rooted\", \"kind\": \"WEB\", \"spec\": %s}".formatted(spec("COMPAT"));
    assertThat(http.post(environment, tenant.token(), body).problem())
        .isEqualTo("isolation-not-allowed");
  }

  @Test
  void whatIsTakenBackStopsTheNextChange() {
    allow(true);
    assertThat(change("COMPAT").status()).isEqualTo(200);
    allow(false);
    assertThat(change("COMPAT").problem()).isEqualTo("isolation-not-allowed");
    assertThat(change("RESTRICTED").status()).isEqualTo(200);
  }
}
