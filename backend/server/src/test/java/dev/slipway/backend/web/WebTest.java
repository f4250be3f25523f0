package dev.slipway.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class WebTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void everyRefusalHasATypeAndSaysWhere() {
    refused(http.get("/api/v1/nothing", tenant.token()), 404, "not-found");
    refused(http.get("/api/v1/apps/" + UUID.randomUUID(), tenant.token()), 404, "not-found");
    refused(http.get("/api/v1/organizations/no-id/tokens", tenant.token()), 404, "not-found");
    refused(http.send("DELETE", "/api/v1/me", tenant.token(), null), 405, "method-not-allowed");
    refused(
        http.send("POST", tokens(), tenant.token(), "a", "Content-Type", "text/xml"),
        415,
        "unsupported-media-type");
    refused(http.get("/api/v1/me", null), 401, "unauthenticated");
    refused(http.post(tokens(), tenant.token(), "{\"name\": \"\"}"), 422, "validation-failed");
    Answer answer = http.get("/api/v1/nothing", tenant.token());
    assertThat(answer.json().path("instance").asString()).isEqualTo("/api/v1/nothing");
  }

  @Test
  void aBodyHasALimitWhetherItIsAnnouncedOrNot() {
    byte[] large =
        ("{\"name\": \"a\"" + " ".repeat(3 << 20) + "}")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var announced = BodyPublishers.ofByteArray(large);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    for (var body : java.util.List.of(announced, chunked)) {
      Answer answer =
          http.send(
              http.request(tokens())
                  .header("Authorization", "Bearer " + tenant.token())
                  .header("Content-Type", "application/json")
                  .POST(body)
                  .build());
      refused(answer, 413, "payload-too-large");
    }
  }

  @Test
  void anEncodedAddressIsTheSameAddress() {
    Answer answer = http.get("/%61pi/v1/setup", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("RateLimit")).contains("r=");
    byte[] large = new byte[3 << 20];
    java.util.Arrays.fill(large, (byte) ' ');
    refused(
        http.send(
            http.request("/%61pi/v1/setup")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large))
                .build()),
        413,
        "payload-too-large");
    assertThat(http.get("/%61pi/v1/me", tenant.token()).status()).isEqualTo(200);
  }

  @Test
  void aRequestWithAKeyTakesEffectOnce() {
    String key = UUID.randomUUID().toString();
    Answer first = post("{\"name\": \"ci\"}", key);
    assertThat(first.status()).isEqualTo(201);
    Answer again = post("{\"name\": \"ci\"}", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(http.get(tokens(), tenant.token()).json()).hasSize(2);

    refused(post("{\"name\": \"other\"}", key), 422, "idempotency-key-reused");
    assertThat(post("{\"name\": \"ci\"}", UUID.randomUUID().toString()).body())
        .isNotEqualTo(first.body());
  }

  @Test
  void aRefusalIsRepeatedToo() {
    String key = UUID.randomUUID().toString();
    refused(post("{\"name\": \"\"}", key), 422, "validation-failed");
    Answer again = post("{\"name\": \"\"}", key);
    refused(again, 422, "validation-failed");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void aKeyIsItsTenantsOwn() {
    TestTenant other = tenants.create();
    String key = UUID.randomUUID().toString();
    assertThat(post("{\"name\": \"ci\"}", key).status()).isEqualTo(201);
    Answer elsewhere =
        http.send(
            "POST",
            "/api/v1/organizations/%s/tokens".formatted(other.organization().value()),
            other.token(),
            "{\"name\": \"ci\"}",
            "Idempotency-Key",
            key);
    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(elsewhere.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void ofManyAtOnceOneTakesEffect() throws Exception {
    String key = UUID.randomUUID().toString();
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> post("{\"name\": \"ci\"}", key).status()));
      }
      for (var answer : answers) {
        assertThat(answer.get()).isIn(201, 409);
      }
    }
    assertThat(http.get(tokens(), tenant.token()).json()).hasSize(2);
  }

  @Test
  void theApiDescribesItself() {
    Answer description = http.get("/api/v1/openapi.json", null);
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.json().path("openapi").asString()).startsWith("3.");
    assertThat(description.json().path("paths").has("/api/v1/organizations/{organization}/tokens"))
        .isTrue();
    assertThat(description.json().path("paths").path("/api/v1/setup").has("post")).isTrue();
  }

  @Test
  void browsersAreToldToBeCareful() {
    Answer answer = http.get("/api/v1/me", tenant.token());
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void aHeaderDoesNotMakeAnAddress() {
    Answer answer =
        http.send("GET", "/api/v1/me", tenant.token(), null, "X-Forwarded-Host", "evil.example");
    assertThat(answer.body()).doesNotContain("evil.example");
  }

  private static void refused(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(type);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asString()).isNotEmpty();
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
  }

  private Answer post(String body, String key) {
    return http.send("POST", tokens(), tenant.token(), body, "Idempotency-Key", key);
  }

  private String tokens() {
    return "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
  }
}
