package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Isolation;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Revisions from before operators took back what they had allowed. */
@ServerTest
class RevisionIsolationTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  private TestTenant tenant;
  private UUID node;

  @BeforeEach
  void deployed() {
    tenant = tenants.create();
    node = new TestAgents(application).join().id();
    var rows = new TestPods(application);
    UUID revision =
        rows.revision(tenant, AppSpec.web(8080).withIsolation(Isolation.COMPAT), Map.of());
    var _ = rows.pod(tenant, revision, node);
    rows.execute("update app set next_deployment_number = 2 where id = :id", tenant.app().value());
  }

  private TestHttp.Answer goBack() {
    return http.post(
        "/api/v1/apps/" + tenant.app().value() + "/deployments",
        tenant.token(),
        "{\"revision\": 1}");
  }

  @Test
  void areNotGoneBackToUnlessItIsAllowedAgain() {
    assertThat(goBack().problem()).isEqualTo("isolation-not-allowed");
    String quota = "/api/v1/organizations/%s/quota".formatted(tenant.organization().value());
    assertThat(http.send("PUT", quota, tenant.token(), "{\"compat\": true}").status())
        .isEqualTo(200);
    assertThat(goBack().status()).isBetween(200, 299);
  }

  @Test
  void showTheirClass() {
    var pods = http.get("/api/v1/apps/" + tenant.app().value() + "/pods", tenant.token()).json();
    assertThat(pods.path(0).path("qos").asString()).isEqualTo("BURSTABLE");
  }
}
