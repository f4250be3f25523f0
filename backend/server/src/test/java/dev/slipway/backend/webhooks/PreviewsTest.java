package dev.slipway.backend.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.JsonNode;

@ServerTest
class PreviewsTest {
  private static final byte[] CHANGED = Payloads.bytes("github-pull-request");
  private static final byte[] FORK = Payloads.bytes("github-pull-request-fork");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired List<Reconciler> reconcilers;
  private HookRows rows;
  private TestTenant tenant;
  private Sender github;

  @BeforeEach
  void appWithPreviews() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
    github = sender(Provider.GITHUB);
  }

  @Test
  void aPullRequestRunsInAnEnvironmentOfItsOwn() {
    Answer answer = send("d1", CHANGED);
    assertThat(answer.json().path("verdict").asString()).as(answer.body()).isEqualTo("DEPLOYED");
    JsonNode preview = previews().path(0);
    assertThat(preview.path("environmentSlug").asString()).isEqualTo("pr-17");
    JsonNode copy =
        http.get("/api/v1/apps/" + preview.path("copy").asString(), tenant.token()).json();
    assertThat(copy.path("environmentSlug").asString()).isEqualTo("pr-17");
    assertThat(copy.path("slug").asString()).isEqualTo("web");
    assertThat(copy.path("source").path("branch").asString()).isEqualTo("moon-phases");
    assertThat(copy.path("address").asString()).contains("pr-17");
    JsonNode deployment =
        http.get(
                "/api/v1/deployments/" + answer.json().path("deployment").asString(),
                tenant.token())
            .json();
    assertThat(deployment.path("build").path("ref").asString()).isEqualTo("moon-phases");
    assertThat(deployment.path("build").path("commit").asString()).isEqualTo(Payloads.AFTER);
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void plainConfigIsCopiedAndSecretsAreNot() {
    String config = "/api/v1/apps/%s/config/".formatted(tenant.app().value());
    http.send(
        "PUT", config + "GREETING", tenant.token(), "{\"value\": \"hello\", \"secret\": false}");
    http.send(
        "PUT", config + "PASSWORD", tenant.token(), "{\"value\": \"hush\", \"secret\": true}");
    send("d1", CHANGED);
    String copy = previews().path(0).path("copy").asString();
    assertThat(http.get("/api/v1/apps/%s/config".formatted(copy), tenant.token()).body())
        .contains("GREETING")
        .doesNotContain("PASSWORD");
  }

  @Test
  void aNewPushRenewsThePreviewAndMakesNoOther() {
    send("d1", CHANGED);
    String first = previews().path(0).path("copy").asString();
    send("d2", Payloads.bytes("github-pull-request", p -> head(p, "b".repeat(40))));
    assertThat(previews().size()).isEqualTo(1);
    assertThat(previews().path(0).path("copy").asString()).isEqualTo(first);
    assertThat(previews().path(0).path("commit").asString()).isEqualTo("b".repeat(40));
  }

  @Test
  void aClosedPullRequestTakesItsPreviewAway() {
    send("d1", CHANGED);
    String copy = previews().path(0).path("copy").asString();
    assertThat(send("d2", Payloads.bytes("github-pull-request-closed")).body())
        .contains("its preview is removed");
    assertThat(previews()).isEmpty();
    assertThat(http.get("/api/v1/apps/" + copy, tenant.token()).status()).isEqualTo(404);
    assertThat(project()).doesNotContain("pr-17");
  }

  @Test
  void aForkWaitsUntilSomebodyApprovesThatVeryCommit() {
    Answer waiting = send("d1", FORK);
    assertThat(waiting.json().path("verdict").asString()).isEqualTo("AWAITING_APPROVAL");
    assertThat(previews()).isEmpty();

    Answer approved = approve(waiting);

    assertThat(approved.json().path("verdict").asString())
        .as(approved.body())
        .isEqualTo("DEPLOYED");
    JsonNode preview = previews().path(0);
    assertThat(preview.path("approvedBy").asString()).contains("Ada");
    JsonNode copy =
        http.get("/api/v1/apps/" + preview.path("copy").asString(), tenant.token()).json();
    assertThat(copy.path("source").path("url").asString()).contains("swell-rider/tide-tables");
    assertThat(approve(waiting).problem()).isEqualTo("nothing-to-approve");
    byte[] next = Payloads.bytes("github-pull-request-fork", p -> head(p, "c".repeat(40)));
    assertThat(send("d2", next).json().path("verdict").asString()).isEqualTo("AWAITING_APPROVAL");
    assertThat(previews().path(0).path("commit").asString()).isEqualTo(Payloads.AFTER);
  }

  /** Bitbucket's messages about pull requests name twelve digits of it. */
  @Test
  void aForksCommitThatIsNotNamedInFullIsNeverRun() {
    rows.source(tenant.app(), Payloads.BITBUCKET_URL);
    byte[] fork = Payloads.bytes("bitbucket-pull-request-fork");
    Answer answer =
        http.send(sender(Provider.BITBUCKET).request("pullrequest:created", "d1", fork).build());
    assertThat(answer.json().path("verdict").asString()).as(answer.body()).isEqualTo("SKIPPED");
    assertThat(answer.body()).contains("Push the commit to a branch of this repository");
    assertThat(approve(answer).problem()).isEqualTo("nothing-to-approve");
    assertThat(previews()).isEmpty();
  }

  @Test
  void aReplayIsNoApproval() {
    Answer waiting = send("d1", FORK);
    Answer replay = http.post(delivery(waiting) + "/replay", tenant.token(), "");
    assertThat(replay.json().path("verdict").asString()).isEqualTo("AWAITING_APPROVAL");
  }

  @ParameterizedTest
  @CsvSource({
    "GITLAB, gitlab-merge-request, Merge Request Hook",
    "GITEA, gitea-pull-request, pull_request",
    "BITBUCKET, bitbucket-pull-request, pullrequest:updated"
  })
  void everyForgesPullRequestsGetPreviews(Provider provider, String payload, String event) {
    rows.source(
        tenant.app(),
        switch (provider) {
          case GITLAB -> Payloads.GITLAB_URL;
          case BITBUCKET -> Payloads.BITBUCKET_URL;
          default -> Payloads.GITEA_URL;
        });
    Answer answer =
        http.send(sender(provider).request(event, "d1", Payloads.bytes(payload)).build());
    assertThat(answer.body()).contains("Preview pr-17: deployment #1");
  }

  @Test
  void withoutTheSettingPullRequestsAreSkipped() {
    Sender plain = new Sender(webhooks.create(tenant.appScope(), null), http.address());
    assertThat(http.send(plain.request("pull_request", "d1", CHANGED).build()).body())
        .contains("SKIPPED");
    assertThat(previews()).isEmpty();
  }

  @Test
  void anEnvironmentOfThatNameStaysWhatItIs() {
    http.post(
        "/api/v1/projects/%s/environments".formatted(tenant.project().value()),
        tenant.token(),
        "{\"slug\": \"pr-17\"}");
    assertThat(send("d1", CHANGED).body()).contains("FAILED").contains("which is no preview");
  }

  @Test
  void aPreviewNobodyPushesToEnds() {
    send("d1", CHANGED);
    rows.run(
        "update preview set expires_at = now() - interval '1 second' where app_id = :app",
        Map.of("app", tenant.app().value()));
    expire();
    assertThat(previews()).isEmpty();
    assertThat(project()).doesNotContain("pr-17");
  }

  @Test
  void aCopySomebodyDeletedTakesItsPreviewAlong() {
    send("d1", CHANGED);
    String copy = "/api/v1/apps/" + previews().path(0).path("copy").asString();
    assertThat(http.send("DELETE", copy, tenant.token(), null).status()).isEqualTo(202);
    expire();
    assertThat(previews()).isEmpty();
    assertThat(project()).doesNotContain("pr-17");
  }

  @Test
  void aPreviewIsEndedByHand() {
    send("d1", CHANGED);
    String address =
        "/api/v1/projects/%s/previews/%s"
            .formatted(tenant.project().value(), previews().path(0).path("id").asString());
    assertThat(http.send("DELETE", address, tenant.token(), null).status()).isEqualTo(204);
    assertThat(http.send("DELETE", address, tenant.token(), null).status()).isEqualTo(404);
    assertThat(previews()).isEmpty();
  }

  private void expire() {
    long epoch = tenants.lead();
    for (Reconciler each : reconcilers) {
      if (each.getClass().getSimpleName().startsWith("PreviewExpiry")) {
        var _ = each.reconcile(epoch);
      }
    }
  }

  private static void head(tools.jackson.databind.node.ObjectNode payload, String commit) {
    ((tools.jackson.databind.node.ObjectNode) payload.path("pull_request").path("head"))
        .put("sha", commit);
  }

  private Sender sender(Provider provider) {
    return new Sender(
        webhooks.create(
            tenant.appScope(),
            new CreateWebhook(provider, null, null, new PreviewSettings(true, 7))),
        http.address());
  }

  private Answer send(String delivery, byte[] body) {
    return http.send(github.request("pull_request", delivery, body).build());
  }

  private Answer approve(Answer waiting) {
    return http.post(delivery(waiting) + "/approve", tenant.token(), "");
  }

  private String delivery(Answer answer) {
    return "/api/v1/apps/%s/webhooks/deliveries/%s"
        .formatted(tenant.app().value(), answer.json().path("id").asString());
  }

  private JsonNode previews() {
    return http.get(
            "/api/v1/projects/%s/previews".formatted(tenant.project().value()), tenant.token())
        .json();
  }

  private String project() {
    return http.get("/api/v1/projects/" + tenant.project().value(), tenant.token()).body();
  }
}
