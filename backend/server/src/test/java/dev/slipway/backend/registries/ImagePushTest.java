package dev.slipway.backend.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.TokenRights;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A tag that is pushed to the built-in registry deploys the apps that wait for it. */
@ServerTest
class ImagePushTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired NotificationSecret secret;
  @Autowired ApiTokens tokens;
  @Autowired PlatformProperties platform;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;
  @TempDir Path folder;
  private TestTenant tenant;
  private String tool;
  private String app;

  @BeforeEach
  void anAppThatWaits() {
    tenant = tenants.create();
    tool = tenant.slug() + "/shop/tool";
    app = create(tenant.environment().value().toString());
  }

  private String create(String environment) {
    Answer created =
        http.post(
            "/api/v1/environments/%s/apps".formatted(environment),
            tenant.token(),
            """
            {"slug": "tool", "kind": "WORKER", "source": {"image": {"repository": "%s/%s", "tag": "v1.*"}}}
            """
                .formatted(platform.registryHost(), tool));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.json().path("id").asString();
  }

  @Test
  void aPushToTheRealRegistryDeploys() throws Exception {
    assumeTrue(RealRegistry.available(), "docker-registry and skopeo are not installed");
    Path certificate = platform.state().resolve("registry/token.crt");
    try (var registry = RealRegistry.telling(folder, certificate, port, secret.value())) {
      String digest = TinyImage.write(folder.resolve("image"), "one");
      var pushed = registry.push(folder.resolve("image"), tool + ":v1.2", "any:" + tenant.token());
      assertThat(pushed.status()).as(pushed.output()).isZero();
      JsonNode deployment = awaitDeployment();
      assertThat(deployment.path("trigger").asString()).isEqualTo("PUSH");
      assertThat(deployment.at("/build/ref").asString()).isEqualTo("v1.2@" + digest);
    }
  }

  @Test
  void toldTwiceItDeploysOnce() {
    String event = event(UUID.randomUUID(), tool, "v1.2");
    assertThat(tell(event).status()).isEqualTo(202);
    assertThat(tell(event).status()).isEqualTo(202);
    assertThat(deployments()).hasSize(1);
  }

  @Test
  void theSameImageAgainDeploysNothing() {
    tell(event(UUID.randomUUID(), tool, "v1.2"));
    tell(event(UUID.randomUUID(), tool, "v1.2"));
    assertThat(deployments()).hasSize(1);
  }

  @Test
  void anotherTagOrRepositoryDeploysNothing() {
    tell(event(UUID.randomUUID(), tool, "v2.0"));
    tell(event(UUID.randomUUID(), tenant.slug() + "/shop/other", "v1.2"));
    tell(event(UUID.randomUUID(), "nobody/shop/tool", "v1.2"));
    assertThat(deployments()).isEmpty();
  }

  @Test
  void whoeverDoesNotKnowTheSecretIsNotHeard() {
    String event = event(UUID.randomUUID(), tool, "v1.2");
    for (String said : new String[] {"", "Bearer", "Bearer wrong", secret.value()}) {
      Answer answer =
          http.send("POST", "/registry/notifications", null, event, "Authorization", said);
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(deployments()).isEmpty();
    assertThat(noted()).isZero();
  }

  @Test
  void whoPushedWhatAndWhenIsNoted() {
    tell(event(UUID.randomUUID(), tool, "v2.0"));
    assertThat(noted()).isEqualTo(1);
  }

  @Test
  void intoAProtectedEnvironmentOnlyWhoMayDeployThereDeploysByPushing() {
    protect();
    tell(event(UUID.randomUUID(), tool, "v1.2"));
    tell(pushedBy(Role.DEVELOPER));
    assertThat(deployments()).isEmpty();
    assertThat(refusals(app)).isEqualTo(2);
    tell(pushedBy(Role.ADMIN));
    assertThat(deployments()).hasSize(1);
    assertThat(deployments().get(0).path("triggeredBy").asString()).isEqualTo("token ci");
  }

  @Test
  void anAppThatIsNotDeployedHoldsUpNoOther() {
    protect();
    String staging =
        http.post(
                "/api/v1/projects/%s/environments".formatted(tenant.project().value()),
                tenant.token(),
                "{\"slug\": \"staging\"}")
            .json()
            .path("id")
            .asString();
    String other = create(staging);
    tell(event(UUID.randomUUID(), tool, "v1.2"));
    assertThat(deployments()).isEmpty();
    assertThat(deployments(other)).hasSize(1);
  }

  private void protect() {
    transaction.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql("update environment set protected_for = '{ADMIN}' where id = :id")
              .param("id", tenant.environment().value())
              .update();
    });
  }

  private String pushedBy(Role role) {
    var rights = new TokenRights(TokenKind.ORGANIZATION, role, null, null, null);
    var token =
        tokens.create(tenant.organization(), tenant.person(), "ci", rights, Duration.ofDays(1));
    return event(UUID.randomUUID(), tool, "v1.2")
        .replace("Ada (laptop)", "token:%s:token ci".formatted(token.id()));
  }

  private int refusals(String of) {
    return transaction.execute(_ ->
        db.system()
            .sql("select count(*) from event where app_id = :app and reason = 'PushNotDeployed'")
            .param("app", UUID.fromString(of))
            .query(Integer.class)
            .single());
  }

  private JsonNode awaitDeployment() {
    await("a deployment begins")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !deployments().isEmpty());
    return deployments().get(0);
  }

  private Answer tell(String event) {
    return http.send(
        "POST",
        "/registry/notifications",
        null,
        event,
        "Authorization",
        "Bearer " + secret.value(),
        "Content-Type",
        "application/vnd.docker.distribution.events.v1+json");
  }

  private static String event(UUID id, String repository, String tag) {
    return """
    {"events": [
      {"id": "%s", "timestamp": "2026-11-22T09:00:00Z", "action": "push",
       "target": {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 400, "length": 400,
                  "digest": "%s", "repository": "%s", "url": "http://localhost/v2/x", "tag": "%s"},
       "request": {"id": "1", "addr": "127.0.0.1:1", "host": "localhost", "method": "PUT", "useragent": "skopeo"},
       "actor": {"name": "Ada (laptop)"}, "source": {"addr": "localhost", "instanceID": "1"}},
      {"id": "%s", "timestamp": "2026-11-22T09:00:00Z", "action": "push",
       "target": {"mediaType": "application/octet-stream", "digest": "%s", "repository": "%s"}}
    ]}
    """
        .formatted(id, DIGEST, repository, tag, UUID.randomUUID(), DIGEST, repository);
  }

  private JsonNode deployments() {
    return deployments(app);
  }

  private JsonNode deployments(String of) {
    return http.get("/api/v1/apps/" + of + "/deployments", tenant.token()).json().path("items");
  }

  private int noted() {
    return transaction.execute(_ ->
        db.system()
            .sql("select count(*) from image_push where organization_id = :organization")
            .param("organization", tenant.organization().value())
            .query(Integer.class)
            .single());
  }
}
