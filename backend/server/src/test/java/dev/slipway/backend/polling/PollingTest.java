package dev.slipway.backend.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.forges.Payloads;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** From a branch that moved to a deployment; nodes' answers are written as if they had come. */
@ServerTest
class PollingTest {
  private static final String URL = "https://git.example.org/acme/shop.git";
  private static final String FIRST = "a".repeat(40);
  private static final String SECOND = "b".repeat(40);

  @Autowired BranchPoller poller;
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired AppsApi apps;
  @Autowired AppRepositoryApi repository;
  @Autowired DeploymentsApi deployments;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestTenant tenant;
  private long epoch;

  @BeforeEach
  void anAppWithARepositoryElsewhere() {
    tenant = tenants.create();
    epoch = tenants.lead();
    source(null);
  }

  @AfterEach
  void forget() {
    // Nodes of other tests would be asked.
    run("delete from repository_check");
    run("delete from branch_watch");
  }

  @Test
  void aCommitThatNoWebhookToldOfIsDeployedOnce() {
    tenant.as(() -> deployments.deploy(tenant.app().value(), Deploy.branch()));
    run("update build set commit_sha = '%s' where app_id = :app".formatted(FIRST));
    look(FIRST);
    assertThat(deployed()).hasSize(1);
    look(SECOND);
    look(SECOND);
    assertThat(deployed()).hasSize(2);
    DeploymentView found = deployed().getFirst();
    assertThat(found.trigger()).isEqualTo(DeploymentView.Trigger.POLL);
    assertThat(found.commit()).isEqualTo(SECOND);
    assertThat(
            query(
                "select message from event where deployment_id = '%s' and reason = 'DeploymentStarted'"
                    .formatted(found.id())))
        .contains("main at bbbbbbb, found by polling");
    var seen = tenant.as(() -> repository.repository(tenant.app().value()));
    assertThat(seen.head()).isEqualTo(SECOND);
    assertThat(seen.checkedAt()).isNotNull();
  }

  @Test
  void anAppThatWasNeverDeployedIsNotDeployedByItself() {
    look(FIRST);
    assertThat(deployed()).isEmpty();
    look(SECOND);
    assertThat(deployed()).as("a push came after somebody began to look").hasSize(1);
  }

  @Test
  void anAppThatDoesNotWantItIsNotLookedAt() {
    source(false);
    poller.reconcile(epoch);
    assertThat(query("select count(*) from branch_watch where app_id = :app")).isEqualTo("0");
  }

  @Test
  void whatAWebhookShouldHaveToldOfIsInItsInbox() {
    webhook(null);
    look(FIRST);
    look(SECOND);
    JsonNode found = inbox().path(0);
    assertThat(found.path("verdict").asString()).isEqualTo("POLLED");
    assertThat(found.path("commit").asString()).isEqualTo(SECOND);
    assertThat(found.path("reason").asString()).contains("Deployment #1");
    assertThat(found.path("deployment").asString())
        .isEqualTo(deployed().getFirst().id().toString());
  }

  @Test
  void aPushThatArrivesLaterDeploysNothingMore() {
    Sender github = webhook(null);
    look(FIRST);
    look(SECOND);
    JsonNode late = http.send(github.push(SECOND)).json();
    assertThat(late.path("verdict").asString()).as(late.toString()).isEqualTo("SKIPPED");
    assertThat(late.path("reason").asString()).contains("Deployment #1 has this commit already");
    assertThat(deployed()).hasSize(1);
  }

  @Test
  void aPushThatArrivedIsNotFoundOnceMore() {
    Sender github = webhook(null);
    look(FIRST);
    assertThat(http.send(github.push(SECOND)).body()).contains("DEPLOYED");
    look(SECOND);
    assertThat(deployed()).hasSize(1);
  }

  @Test
  void aPushThatWasSkippedStaysSkipped() {
    Sender github = webhook("{\"paths\": [\"charts/**\"]}");
    look(FIRST);
    assertThat(http.send(github.push(SECOND)).body()).contains("SKIPPED");
    look(SECOND);
    assertThat(deployed()).isEmpty();
    look("c".repeat(40));
    assertThat(deployed()).as("nobody told of this one").hasSize(1);
  }

  @Test
  void goingBackToAnEarlierCommitDeploysItOnceMore() {
    Sender github = webhook(null);
    look(FIRST);
    look(SECOND);
    assertThat(http.send(github.push("c".repeat(40))).body()).contains("DEPLOYED");
    assertThat(http.send(github.push(SECOND)).body()).contains("DEPLOYED");
  }

  @Test
  void previewsAreNotLookedAt() {
    run(
        """
        update environment set preview = true
         where id = (select environment_id from app where id = :app)
        """);
    poller.reconcile(epoch);
    assertThat(query("select count(*) from branch_watch where app_id = :app")).isEqualTo("0");
  }

  @Test
  void anotherBranchIsAnotherMatter() {
    look(FIRST);
    var other = new AppSource(URL, "next", ".", "Dockerfile", null, Map.of());
    tenant.as(() -> apps.update(tenant.app().value(), new UpdateApp(other, null, null), null));
    poller.reconcile(epoch);
    assertThat(query("select branch || coalesce(head, '') from branch_watch where app_id = :app"))
        .isEqualTo("next");
  }

  @Test
  void whatCannotBeSeenIsLookedAtLessOften() {
    ask();
    run(
        """
        update repository_check set state = 'ANSWERED', failure_type = 'repository-refused', failure = 'refused our key'
         where app_id = :app
        """);
    poller.reconcile(epoch);
    assertThat(tenant.as(() -> repository.repository(tenant.app().value())).problem())
        .isEqualTo("refused our key");
    assertThat(
            query(
                "select next_at - now() > interval '8 minutes' from branch_watch where app_id = :app"))
        .isEqualTo("t");
  }

  @Test
  void waitsLongerTheOftenerItFails() {
    assertThat(BranchPoll.pause(0)).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
    assertThat(BranchPoll.pause(2)).isGreaterThan(Duration.ofMinutes(17));
    assertThat(BranchPoll.pause(50)).isLessThan(Duration.ofMinutes(67));
  }

  /** Pushes as GitHub tells of them. */
  private record Sender(String address, String secret) {
    HttpRequest push(String commit) {
      byte[] body =
          Payloads.github(payload -> {
            payload.put("after", commit);
            Payloads.head(payload).put("id", commit);
            Payloads.repository(payload).put("clone_url", URL).put("html_url", URL);
          });
      return HttpRequest.newBuilder(URI.create(address))
          .header("Content-Type", "application/json")
          .header("X-GitHub-Event", "push")
          .header("X-GitHub-Delivery", UUID.randomUUID().toString())
          .header("X-Hub-Signature-256", "sha256=" + signed(body))
          .POST(HttpRequest.BodyPublishers.ofByteArray(body))
          .build();
    }

    private String signed(byte[] body) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * @param filters null for none
   */
  private Sender webhook(@Nullable String filters) {
    JsonNode made =
        http.post(
                "/api/v1/apps/%s/webhooks".formatted(tenant.app().value()),
                tenant.token(),
                "{\"provider\": \"GITHUB\", \"filters\": %s}".formatted(filters))
            .json();
    String path = URI.create(made.path("webhook").path("url").asString()).getPath();
    return new Sender(http.address() + path, made.path("secret").asString());
  }

  private JsonNode inbox() {
    return http.get(
            "/api/v1/apps/%s/webhooks/deliveries".formatted(tenant.app().value()), tenant.token())
        .json()
        .path("items");
  }

  /** Once around: asked, answered by a node, dealt with. */
  private void look(String head) {
    ask();
    run(
        "update repository_check set state = 'ANSWERED', commit_sha = '%s' where app_id = :app and state <> 'ANSWERED'"
            .formatted(head));
    poller.reconcile(epoch);
  }

  private void ask() {
    poller.reconcile(epoch);
    run("update branch_watch set next_at = now() where app_id = :app");
    poller.reconcile(epoch);
    assertThat(query("select url from repository_check where app_id = :app limit 1"))
        .isEqualTo(URL);
  }

  private List<DeploymentView> deployed() {
    return tenant.as(() -> deployments.list(tenant.app().value(), null, 10).items());
  }

  private void source(@Nullable Boolean autoDeploy) {
    var source =
        new AppSource(URL, "main", ".", "Dockerfile", null, Map.of(), null, null, null, autoDeploy);
    tenant.as(() -> apps.update(tenant.app().value(), new UpdateApp(source, null, null), null));
  }

  private void run(String sql) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).param("app", tenant.app().value()).update();
    });
  }

  private String query(String sql) {
    return transaction.execute(_ ->
        db.system()
            .sql(sql)
            .param("app", tenant.app().value())
            .query((row, _) -> row.getString(1))
            .single());
  }
}
