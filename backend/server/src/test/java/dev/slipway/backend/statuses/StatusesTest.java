package dev.slipway.backend.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentsApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.statuses.FakeForge.Said;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class StatusesTest {
  private static final String COMMIT = "c".repeat(40);
  private static final String TOKEN = "canary-forge-token";

  @Autowired StatusReporter reporter;
  @Autowired DeploymentsApi deployments;
  @Autowired TestTenants tenants;
  @Autowired Vault vault;
  @Autowired Json json;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private FakeForge forge;
  private TestTenant tenant;
  private DeploymentView deployment;
  private long epoch;

  @BeforeEach
  void aDeploymentOfACommitAtAForge() throws Exception {
    forge = new FakeForge();
    tenant = tenants.create();
    epoch = tenants.lead();
    var source =
        new AppSource(
            "http://" + forge.host() + "/acme/shop.git", "main", ".", "Dockerfile", null, Map.of());
    run(
        "update app set source = cast('%s' as jsonb) where id = :app"
            .formatted(json.write(source)));
    deployment = tenant.as(() -> deployments.deploy(tenant.app().value(), Deploy.branch()));
    run("update build set commit_sha = '%s' where app_id = :app".formatted(COMMIT));
  }

  @AfterEach
  void stop() {
    run("update deployment set created_at = created_at - interval '2 days' where app_id = :app");
    forge.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GITHUB    | POST /api/v3/repos/acme/shop/statuses/                  | pending    | success
          GITLAB    | POST /api/v4/projects/acme%2Fshop/statuses/             | running    | success
          GITEA     | POST /api/v1/repos/acme/shop/statuses/                  | pending    | success
          BITBUCKET | POST /2.0/repositories/acme/shop/commit/                | INPROGRESS | SUCCESSFUL
          """)
  void aForgeIsToldInItsOwnWords(String kind, String path, String begun, String done)
      throws Exception {
    token(kind);
    reporter.reconcile(epoch);
    Said first = forge.next();
    assertThat(first.path()).startsWith(path).contains(COMMIT);
    assertThat(first.body())
        .contains("\"" + begun + "\"", "slipway/shop/production/web")
        .contains("/apps/" + tenant.app().value() + "/deployments/" + deployment.id())
        .doesNotContain(TOKEN);
    assertThat(first.authorization() + first.token()).contains(TOKEN);
    awaitTold("PENDING");
    awaitIdle();

    complete();
    reporter.reconcile(epoch);
    assertThat(forge.next().body()).contains("\"" + done + "\"");
    awaitTold("SUCCESS");
    awaitIdle();
    reporter.reconcile(epoch);
    assertThat(forge.heardNothing()).as("once each").isTrue();
  }

  @Test
  void withoutATokenNobodyIsTold() {
    reporter.reconcile(epoch);
    assertThat(query("select count(*) from commit_status where app_id = :app")).isEqualTo("0");
  }

  @Test
  void anotherOrganizationsTokenTellsNothing() {
    TestTenant mine = tenant;
    tenant = tenants.create();
    token("GITHUB");
    tenant = mine;
    reporter.reconcile(epoch);
    assertThat(forge.heardNothing()).isTrue();
  }

  @Test
  void aForgeThatIsAwayIsToldLater() throws Exception {
    token("GITEA");
    forge.answer = 503;
    reporter.reconcile(epoch);
    assertThat(forge.next()).isNotNull();
    await("select attempts = 1 and problem like '%503%' from commit_status where app_id = :app");
    awaitIdle();
    forge.answer = 201;
    run("update commit_status set next_at = now() where app_id = :app");
    reporter.reconcile(epoch);
    assertThat(forge.next()).isNotNull();
    awaitTold("PENDING");
  }

  @Test
  void aForgeThatRefusesIsNotAskedAgainAndSomebodyIsToldWhy() throws Exception {
    token("GITHUB");
    forge.answer = 403;
    reporter.reconcile(epoch);
    assertThat(forge.next()).isNotNull();
    awaitTold("PENDING");
    assertThat(query("select problem from commit_status where app_id = :app"))
        .contains("403", "may write commit statuses")
        .doesNotContain(TOKEN);
    assertThat(
            query(
                "select count(*) from event where app_id = :app and reason = 'CommitStatusRefused'"))
        .isEqualTo("1");
  }

  @Test
  void onlyTheNewestStateIsTold() throws Exception {
    token("GITHUB");
    complete();
    reporter.reconcile(epoch);
    assertThat(forge.next().body()).contains("\"success\"");
    assertThat(forge.heardNothing()).isTrue();
  }

  @Test
  void aForgeThatHangsHoldsUpNobodyElse() throws Exception {
    token("GITHUB");
    older(150);
    FakeForge slow = forge;
    slow.hangs = true;
    reporter.reconcile(epoch);
    assertThat(slow.next()).isNotNull();
    TestTenant waiting = tenant;
    try {
      aDeploymentOfACommitAtAForge();
      token("GITEA");
      reporter.reconcile(epoch);
      assertThat(forge.next().path()).contains("/acme/shop/statuses/");
      awaitTold("PENDING");
      forge.close();
    } finally {
      stop();
      tenant = waiting;
      run("delete from commit_status where app_id = :app");
      slow.close();
    }
    awaitIdle();
  }

  @Test
  void ofOneForgeOnlySoManyAreAskedAtOnce() throws Exception {
    token("GITHUB");
    older(20);
    forge.hangs = true;
    reporter.reconcile(epoch);
    for (int i = 0; i < 4; i++) {
      assertThat(forge.next()).isNotNull();
    }
    reporter.reconcile(epoch);
    assertThat(forge.heardNothing()).isTrue();
    run("delete from commit_status where app_id = :app");
    forge.close();
    awaitIdle();
  }

  /** As many deployments that ended and were never told of. */
  private void older(int number) {
    run(
        """
        insert into deployment
        select copy.* from deployment d, generate_series(1, %d) n,
               jsonb_populate_record(null::deployment, to_jsonb(d) || jsonb_build_object(
                 'id', gen_random_uuid(), 'number', d.number + n, 'state', 'CANCELED', 'finished_at', now())) copy
         where d.app_id = :app
        """
            .formatted(number));
    run(
        """
        insert into commit_status (deployment_id, organization_id, app_id, url, commit_sha, wanted, next_at)
        select d.id, d.organization_id, d.app_id, a.source ->> 'url', '%s', 'CANCELED', now() - interval '1 hour'
          from deployment d join app a on a.id = d.app_id
         where d.app_id = :app and d.state = 'CANCELED'
        """
            .formatted(COMMIT));
  }

  private void token(String kind) {
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(_ -> {
      byte[] sealed =
          vault.encrypt(
              tenant.organization(),
              "repository-key/" + id,
              TOKEN.getBytes(StandardCharsets.UTF_8));
      int _ =
          db.system()
              .sql(
                  """
                  insert into repository_credential (id, organization_id, name, kind, host, username, secret,
                                                     reports_status, forge, created_by, created_at, changed_at)
                  values (:id, :organization, 'forge', 'TOKEN', :host, 'x-token-auth', :secret,
                          true, :forge, 'Ada', now(), now())
                  """)
              .param("id", id)
              .param("organization", tenant.organization().value())
              .param("host", forge.host())
              .param("secret", sealed)
              .param("forge", kind)
              .update();
    });
  }

  private void complete() {
    run(
        """
        with revised as (
          insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec, config,
                                routes, created_at)
          select gen_random_uuid(), organization_id, id, 1, 'r', 'sha256:' || repeat('a', 64), spec, '{}', '[]', now()
            from app where id = :app
          returning id)
        update deployment set state = 'COMPLETE', finished_at = now(), revision_id = (select id from revised)
         where app_id = :app
        """);
  }

  private void awaitTold(String state) {
    await("select told = '%s' from commit_status where app_id = :app".formatted(state));
  }

  private void await(String sql) {
    Awaitility.await(sql).atMost(Duration.ofMinutes(1)).until(() -> "t".equals(query(sql)));
  }

  /** What is written down is known before its sender is done, and is not sent twice at a time. */
  private void awaitIdle() {
    Awaitility.await("nothing is on its way")
        .atMost(Duration.ofMinutes(1))
        .until(() -> reporter.busy() == 0);
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
            .query((row, _) -> String.valueOf(row.getString(1)))
            .single());
  }
}
