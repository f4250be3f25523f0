package dev.slipway.backend.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.NewWebhookView;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.api.sources.WebhookFilters;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.kernel.WebhookId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.webhooks.HookRows.Deployed;
import dev.slipway.backend.webhooks.InboxRepository.Question;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import tools.jackson.databind.node.ObjectNode;

@ServerTest
class HooksTest {
  private static final byte[] PUSH = Payloads.bytes("github-push");

  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WebhookService webhooks;
  @Autowired InboxService inbox;
  private HookRows rows;
  private TestTenant tenant;

  @BeforeEach
  void someApp() {
    rows = beans.createBean(HookRows.class);
    tenant = tenants.create();
    rows.source(tenant.app(), Payloads.GITHUB_URL);
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, github-push, marenholm (GitHub)",
    "GITLAB, gitlab-push, marenholm (GitLab)",
    "GITEA, gitea-push, marenholm (Gitea)",
    "BITBUCKET, bitbucket-push, marenholm (Bitbucket)"
  })
  void aPushIsAnsweredWithItsDeployment(Provider provider, String payload, String by) {
    rows.source(tenant.app(), url(provider));
    Answer answer =
        http.send(
            sender(provider, null).push(UUID.randomUUID().toString(), Payloads.bytes(payload)));

    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    Deployed deployment = rows.deployments(tenant.app()).getFirst();
    assertThat(answer.json().path("verdict").asString()).isEqualTo("DEPLOYED");
    assertThat(answer.json().path("deployment").asString()).isEqualTo(deployment.id().toString());
    assertThat(deployment.trigger()).isEqualTo("WEBHOOK");
    assertThat(deployment.by()).isEqualTo(by);
    assertThat(deployment.ref()).isEqualTo("main");
    assertThat(deployment.commit()).isEqualTo(Payloads.AFTER);
    assertThat(deployment.subject()).isEqualTo("Show the next high water first");
    assertThat(inbox().getFirst().id().toString()).isEqualTo(answer.json().path("id").asString());
  }

  @Test
  void ciDeploysWithASignedCall() {
    byte[] body =
        "{\"ref\": \"main\", \"commit\": \"%s\"}".formatted(Payloads.AFTER).getBytes(UTF_8);
    Sender ci = sender(Provider.DEPLOY, null);
    assertThat(http.send(ci.push("run-1", body)).body()).contains("DEPLOYED");
    assertThat(http.send(ci.standard("deploy", "run-2", body, Instant.now()).build()).body())
        .contains("DEPLOYED");
    assertThat(rows.deployments(tenant.app()))
        .extracting(Deployed::commit)
        .containsExactly(Payloads.AFTER, Payloads.AFTER);
  }

  @Test
  void aDeployHookIsForAppsOfSlipwaysOwnRepositoriesToo() {
    rows.source(tenant.app(), null);
    byte[] body = "{\"commit\": \"%s\"}".formatted(Payloads.AFTER).getBytes(UTF_8);
    assertThat(http.send(sender(Provider.DEPLOY, null).push("run-1", body)).body())
        .contains("DEPLOYED");
  }

  @Test
  void gitlabsSigningTokenIsTheSameSecret() {
    rows.source(tenant.app(), Payloads.GITLAB_URL);
    Sender gitlab = sender(Provider.GITLAB, null);
    byte[] body = Payloads.bytes("gitlab-push");
    assertThat(http.send(gitlab.standard("Push Hook", "d1", body, Instant.now()).build()).body())
        .contains("DEPLOYED");
  }

  @Test
  void theFormThatGithubOffersWorksToo() {
    byte[] form = ("payload=" + URLEncoder.encode(new String(PUSH, UTF_8), UTF_8)).getBytes(UTF_8);
    var request =
        sender(Provider.GITHUB, null)
            .request("push", "d1", form)
            .setHeader("Content-Type", "application/x-www-form-urlencoded");
    assertThat(http.send(request.build()).body()).contains("DEPLOYED");
  }

  @Test
  void whatComesAgainDeploysOnceAndIsKeptAsARepetition() {
    Sender github = sender(Provider.GITHUB, null);
    Answer first = http.send(github.push("same", PUSH));
    Answer second = http.send(github.push("same", PUSH));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(rows.deployments(tenant.app())).hasSize(1);
    assertThat(inbox())
        .extracting(DeliveryView::verdict)
        .containsExactly(Verdict.DUPLICATE, Verdict.DEPLOYED);
    assertThat(inbox().getFirst().delivery()).isEqualTo("same");
  }

  @Test
  void afterABadSignatureTheSameDeliveryMayComeAgain() {
    Sender github = sender(Provider.GITHUB, null);
    http.send(github.with("another secret").push("d1", PUSH));
    assertThat(http.send(github.push("d1", PUSH)).body()).contains("DEPLOYED");
  }

  @Test
  void badSignaturesCannotFillTheInbox() {
    Sender stranger = sender(Provider.GITHUB, null).with("another secret");
    for (int i = 0; i < 70; i++) {
      http.send(stranger.push("d" + i, PUSH));
    }
    assertThat(rows.deliveries(tenant.app(), "BAD_SIGNATURE")).isBetween(50, 55);
  }

  @Test
  void forADayBothSecretsCount() {
    NewWebhookView made = create(Provider.GITHUB, null);
    Sender before = new Sender(made, http.address());
    NewWebhookView rotated =
        webhooks.rotate(tenant.appScope(), new WebhookId(made.webhook().id()), null);
    assertThat(rotated.secret()).isNotEqualTo(made.secret());
    assertThat(rotated.webhook().previousSecretUntil())
        .isBetween(Instant.now().plusSeconds(86_000), Instant.now().plusSeconds(86_400));
    assertThat(http.send(before.push("d1", PUSH)).status()).isEqualTo(202);
    assertThat(http.send(before.with(rotated.secret()).push("d2", PUSH)).status()).isEqualTo(202);

    rows.run(
        "update webhook set previous_until = now() - interval '1 second' where id = :id",
        Map.of("id", made.webhook().id()));
    assertThat(http.send(before.push("d3", PUSH)).status()).isEqualTo(401);
    assertThat(http.send(before.with(rotated.secret()).push("d4", PUSH)).status()).isEqualTo(202);
    assertThat(webhooks.list(tenant.appScope()).getFirst().previousSecretUntil()).isNull();
  }

  @Test
  void aSecretTheForgeMadeIsTakenAsItIs() {
    NewWebhookView made =
        webhooks.create(
            tenant.appScope(),
            new CreateWebhook(Provider.GITEA, "chosen-by-the-forge-1", null, null));
    rows.source(tenant.app(), Payloads.GITEA_URL);
    assertThat(made.secret()).isEqualTo("chosen-by-the-forge-1");
    assertThat(
            http.send(new Sender(made, http.address()).push("d1", Payloads.bytes("gitea-push")))
                .body())
        .contains("DEPLOYED");
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  void theAddressIsForItsForgeOnly(Provider provider) {
    Sender right = sender(provider, null);
    String other = provider == Provider.GITHUB ? "gitea" : "github";
    Sender wrong = right.to(right.path().replaceFirst("/hooks/[a-z]+/", "/hooks/" + other + "/"));
    assertThat(http.send(wrong.push("d1", PUSH)).status()).isEqualTo(401);
  }

  @Test
  void theRepositoryIsRememberedByItsIdAndMayBeRenamed() {
    Sender github = sender(Provider.GITHUB, null);
    http.send(github.push("d1", PUSH));
    assertThat(webhooks.list(tenant.appScope()).getFirst().repository())
        .isEqualTo("lighthouse-labs/tide-tables");
    byte[] renamed = Payloads.github(p -> rename(p).put("id", 712004511));
    Answer answer = http.send(github.push("d2", renamed));
    assertThat(answer.body()).contains("DEPLOYED").contains("is called lighthouse-labs/tides now");
    byte[] another = Payloads.github(p -> Payloads.repository(p).put("id", 4));
    assertThat(http.send(github.push("d3", another)).body()).contains("another repository");
  }

  @Test
  void onlyChangesInItsPathsDeployAnAppOfAMonorepo() {
    Sender github =
        sender(Provider.GITHUB, new WebhookFilters(null, null, List.of("services/web/**")));
    assertThat(http.send(github.push("d1", PUSH)).body()).contains("paths of the webhook");
    byte[] inside = Payloads.github(p -> Payloads.modified(p).add("services/web/a.js"));
    assertThat(http.send(github.push("d2", inside)).body()).contains("DEPLOYED");
  }

  @Test
  void aTagDeploysAsWhatItIs() {
    Sender github = sender(Provider.GITHUB, new WebhookFilters(null, List.of("v*"), null));
    assertThat(http.send(github.push("d1", Payloads.bytes("github-push-tag"))).body())
        .contains("DEPLOYED");
    Deployed deployment = rows.deployments(tenant.app()).getFirst();
    assertThat(deployment.ref()).isEqualTo("v2.4.0");
    assertThat(deployment.commit()).isEqualTo(Payloads.AFTER);
  }

  @Test
  void whatCannotBeDeployedIsKeptAndMayComeAgain() {
    Sender github = sender(Provider.GITHUB, new WebhookFilters(List.of("**"), null, null));
    byte[] illegal = Payloads.github(p -> p.put("ref", "refs/heads/a..b"));
    assertThat(http.send(github.push("d1", illegal)).body()).contains("FAILED");
    assertThat(http.send(github.push("d1", PUSH)).body()).contains("DEPLOYED");
    assertThat(inbox())
        .singleElement()
        .extracting(DeliveryView::verdict)
        .isEqualTo(Verdict.DEPLOYED);
  }

  @Test
  void aWebhookIsDeletedWithItsDeliveries() {
    NewWebhookView made = create(Provider.GITHUB, null);
    Sender github = new Sender(made, http.address());
    http.send(github.push("d1", PUSH));
    webhooks.delete(tenant.appScope(), new WebhookId(made.webhook().id()));
    assertThat(http.send(github.push("d2", PUSH)).status()).isEqualTo(401);
    assertThat(rows.deliveries(tenant.app(), "%")).isZero();
  }

  private static ObjectNode rename(ObjectNode push) {
    ObjectNode repository = Payloads.repository(push);
    for (String name : List.of("clone_url", "html_url", "git_url", "ssh_url", "svn_url")) {
      repository.put(name, "https://github.com/lighthouse-labs/tides");
    }
    return repository.put("full_name", "lighthouse-labs/tides");
  }

  private static String url(Provider provider) {
    return switch (provider) {
      case GITHUB, DEPLOY -> Payloads.GITHUB_URL;
      case GITLAB -> Payloads.GITLAB_URL;
      case GITEA -> Payloads.GITEA_URL;
      case BITBUCKET -> Payloads.BITBUCKET_URL;
    };
  }

  private NewWebhookView create(Provider provider, @Nullable WebhookFilters filters) {
    return webhooks.create(tenant.appScope(), new CreateWebhook(provider, null, filters, null));
  }

  private Sender sender(Provider provider, @Nullable WebhookFilters filters) {
    return new Sender(create(provider, filters), http.address());
  }

  private List<DeliveryView> inbox() {
    return inbox.of(tenant.appScope(), new Question(null, null, null, null, null, 50)).items();
  }
}
