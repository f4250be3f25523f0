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
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** From a branch that moved to a deployment; nodes' answers are written as if they had come. */
@ServerTest
class PollingTest {
  private static final String URL = "https://git.example.org/acme/shop.git";
  private static final String FIRST = "a".repeat(40);
  private static final String SECOND = "b".repeat(40);

  @Autowired BranchPoller poller;
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
