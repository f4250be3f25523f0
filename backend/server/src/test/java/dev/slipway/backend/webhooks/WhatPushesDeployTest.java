package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;

/** Pushes to apps that do not deploy by themselves, to previews, and to apps that run an image. */
@ServerTest
class WhatPushesDeployTest {
  private static final byte[] PUSH = Payloads.bytes("github-push");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired Authorizer authorizer;
  @Autowired Json json;
  private HookRows rows;
  private TestTenant tenant;

  @BeforeEach
  void app() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
  }

  @Test
  void anAppThatDoesNotDeployByItselfSaysSo() {
    quiet();
    JsonNode answer = send(sender(Provider.GITHUB, tenant.app()), PUSH);
    assertThat(answer.path("verdict").asString()).isEqualTo("SKIPPED");
    assertThat(answer.path("reason").asString()).contains("does not deploy new commits by itself");
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void whoeverCallsADeployHookWantsIt() {
    quiet();
    JsonNode answer = send(sender(Provider.DEPLOY, tenant.app()), body("main"));
    assertThat(answer.path("verdict").asString()).as(answer.toString()).isEqualTo("DEPLOYED");
  }

  @Test
  void onlyItsPullRequestDeploysAPreview() {
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    Sender github = sender(Provider.GITHUB, tenant.app());
    var _ =
        http.send(
            github.request("pull_request", "d1", Payloads.bytes("github-pull-request")).build());
    JsonNode preview =
        http.get("/api/v1/projects/%s/previews".formatted(tenant.project().value()), tenant.token())
            .json()
            .path(0);
    var copy = new AppId(UUID.fromString(preview.path("copy").asString()));
    assertThat(rows.deployments(copy)).hasSize(1);

    JsonNode pushed = send(sender(Provider.GITHUB, copy), PUSH);
    JsonNode hooked = send(sender(Provider.DEPLOY, copy), body("moon-phases"));
    JsonNode pulled =
        http.send(
                sender(Provider.GITHUB, copy)
                    .request("pull_request", "d2", Payloads.bytes("github-pull-request"))
                    .build())
            .json();

    assertThat(pushed.path("reason").asString()).contains("only that one deploys it");
    assertThat(hooked.path("reason").asString()).contains("only that one deploys it");
    assertThat(pulled.path("reason").asString()).contains("no previews of its own");
    assertThat(rows.deployments(copy)).hasSize(1);
  }

  @Test
  void aBranchIsNoTagOfAnImage() {
    image("main");
    JsonNode pushed = send(sender(Provider.GITHUB, tenant.app()), PUSH);
    assertThat(pushed.path("verdict").asString()).isEqualTo("SKIPPED");
    assertThat(pushed.path("reason").asString()).contains("runs an image");
    JsonNode hooked = send(sender(Provider.DEPLOY, tenant.app()), body("main"));
    assertThat(hooked.path("reason").asString()).contains("send the ref refs/tags/main");
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void aDeployHookNamesTheTagOfAnImage() {
    image("v1.*");
    Sender hook = sender(Provider.DEPLOY, tenant.app());
    assertThat(send(hook, body("refs/tags/v1.4")).path("verdict").asString()).isEqualTo("DEPLOYED");
    assertThat(rows.deployments(tenant.app()).getFirst().ref()).isEqualTo("v1.4");
    JsonNode other = http.send(hook.push("d2", body("refs/tags/v2.0"))).json();
    assertThat(other.path("verdict").asString()).isEqualTo("SKIPPED");
    JsonNode none = http.send(hook.push("d3", body("refs/tags/"))).json();
    assertThat(none.path("verdict").asString()).isEqualTo("SKIPPED");
  }

  private JsonNode send(Sender sender, byte[] body) {
    return http.send(sender.push("d-" + UUID.randomUUID(), body)).json();
  }

  private static byte[] body(String ref) {
    return "{\"ref\": \"%s\"}".formatted(ref).getBytes(StandardCharsets.UTF_8);
  }

  private void quiet() {
    source(
        new AppSource(
            Payloads.GITHUB_URL,
            "main",
            ".",
            "Dockerfile",
            null,
            Map.of(),
            null,
            null,
            null,
            false));
  }

  private void image(String tag) {
    source(AppSource.image("ghcr.io/lighthouse-labs/tide-tables", tag));
  }

  private void source(AppSource source) {
    rows.run(
        "update app set source = cast(:source as jsonb) where id = :app",
        Map.of("source", json.write(source), "app", tenant.app().value()));
  }

  private Sender sender(Provider provider, AppId app) {
    var scope = tenant.as(() -> authorizer.app(app, Permission.APPS_READ));
    return new Sender(
        webhooks.create(
            scope, new CreateWebhook(provider, null, null, new PreviewSettings(true, 7))),
        http.address());
  }
}
