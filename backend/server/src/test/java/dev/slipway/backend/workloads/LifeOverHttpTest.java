package dev.slipway.backend.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A container's life as a script says it. */
@ServerTest
class LifeOverHttpTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  private String app() {
    return "/api/v1/apps/" + tenant.app().value();
  }

  private JsonNode spec() {
    return http.get(app(), tenant.token()).json().path("spec");
  }

  private Answer with(String field, String json) {
    var spec = (ObjectNode) spec();
    spec.putRawValue(field, new tools.jackson.databind.util.RawValue(json));
    return http.send("PATCH", app(), tenant.token(), "{\"spec\": %s}".formatted(spec));
  }

  @Test
  void aProbesNumbersMayBeLeftOut() {
    Answer answer = with("liveness", "{\"kind\": \"GRPC\", \"service\": \"shop.v1.Orders\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode liveness = spec().path("liveness");
    assertThat(liveness.path("initialDelaySeconds").asInt()).isZero();
    assertThat(liveness.path("periodSeconds").asInt()).isEqualTo(10);
    assertThat(liveness.path("timeoutSeconds").asInt()).isEqualTo(1);
    assertThat(liveness.path("successThreshold").asInt()).isEqualTo(1);
    assertThat(liveness.path("failureThreshold").asInt()).isEqualTo(3);
    assertThat(liveness.path("service").asString()).isEqualTo("shop.v1.Orders");
  }

  @Test
  void theEndMayBeSaidInParts() {
    assertThat(with("termination", "{\"stopSignal\": \"SIGQUIT\"}").status()).isEqualTo(200);
    assertThat(spec().path("termination").path("stopSignal").asString()).isEqualTo("SIGQUIT");
    assertThat(
            with("termination", "{\"preStop\": {\"kind\": \"EXEC\", \"command\": [\"/leave\"]}}")
                .status())
        .isEqualTo(200);
    assertThat(with("termination", "{\"preStop\": {\"kind\": \"EXEC\"}}").problem())
        .isEqualTo("validation-failed");
    assertThat(with("termination", "{\"stopSignal\": \"SIGSTOP\"}").problem())
        .isEqualTo("unknown-stop-signal");
  }

  @Test
  void aSpecThatSaysNothingOfItIsAsUsual() {
    var spec = (ObjectNode) spec();
    spec.remove("termination");
    spec.remove("resources");
    spec.remove("isolation");
    Answer answer = http.send("PATCH", app(), tenant.token(), "{\"spec\": %s}".formatted(spec));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(spec().path("isolation").asString()).isEqualTo("RESTRICTED");
  }
}
