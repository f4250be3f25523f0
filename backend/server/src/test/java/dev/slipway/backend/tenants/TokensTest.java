package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;

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

@ServerTest
class TokensTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void aTokenWorksUntilItIsRevoked() {
    Answer made = http.post(path(), tenant.token(), "{\"name\": \"ci\", \"days\": 7}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    String secret = made.json().path("secret").asString();
    assertThat(secret)
        .startsWith("slpp_")
        .endsWith(made.json().path("token").path("last4").asString());
    assertThat(http.get("/api/v1/me", secret).json().path("name").asString()).isEqualTo("Ada");

    assertThat(http.get(path(), secret).body()).contains("\"ci\"").doesNotContain(secret);
    String id = made.json().path("token").path("id").asString();
    assertThat(http.send("DELETE", path() + "/" + id, tenant.token(), null).status())
        .isEqualTo(204);
    assertThat(http.get("/api/v1/me", secret).status()).isEqualTo(401);
    assertThat(http.send("DELETE", path() + "/" + id, tenant.token(), null).status())
        .isEqualTo(404);
  }

  @Test
  void meSaysWhoAndWhere() {
    Answer me = http.get("/api/v1/me", tenant.token());
    assertThat(me.json().path("id").asString()).isEqualTo(tenant.person().value().toString());
    assertThat(me.json().path("organizations").path(0).path("slug").asString())
        .isEqualTo(tenant.slug());
    assertThat(me.json().path("organizations").path(0).path("role").asString()).isEqualTo("OWNER");
  }

  @Test
  void anotherTenantsTokensAreNotThere() {
    TestTenant other = tenants.create();
    assertThat(http.get(path(), other.token()).status()).isEqualTo(404);
    assertThat(http.post(path(), other.token(), "{\"name\": \"ci\"}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 367, 100_000})
  void aTokenHasAnEnd(int days) {
    assertThat(
            http.post(path(), tenant.token(), "{\"name\": \"ci\", \"days\": %d}".formatted(days))
                .status())
        .isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic c2xwcDo=", "Bearer", "Bearer ", "bearer slpp_x", "Token x", ""})
  void whatIsNoTokenIsRefusedWithoutARedirect(String header) {
    Answer answer = http.send("GET", "/api/v1/me", null, null, "Authorization", header);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void aTokenInTheAddressIsNoToken() {
    assertThat(http.get("/api/v1/me?token=" + tenant.token(), null).status()).isEqualTo(401);
    assertThat(http.get("/api/v1/me?access_token=" + tenant.token(), null).status()).isEqualTo(401);
  }

  @Test
  void metricsAreForOperatorsAndHealthForAll() {
    assertThat(http.get("/actuator/health", null).status()).isEqualTo(200);
    assertThat(http.get("/actuator/prometheus", null).status()).isEqualTo(401);
    assertThat(http.get("/actuator/prometheus", tenant.token()).status()).isEqualTo(200);
    for (String closed : new String[] {"/actuator", "/actuator/env", "/actuator/heapdump"}) {
      assertThat(http.get(closed, tenant.token()).status()).isEqualTo(404);
      assertThat(http.get(closed, null).status()).isEqualTo(404);
    }
  }

  private String path() {
    return "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
  }
}
