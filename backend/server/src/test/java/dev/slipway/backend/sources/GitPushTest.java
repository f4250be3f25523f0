package dev.slipway.backend.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSource;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.sources.SourceRows.DeploymentRow;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestAddresses;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class GitPushTest {
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired PushedCommits pushed;
  @Autowired ForgottenPushes forgotten;
  @LocalServerPort int port;
  @TempDir Path folder;
  private SourceRows rows;
  private TestTenant tenant;
  private Git git;

  @BeforeEach
  void workingCopy() throws Exception {
    rows = beans.createBean(SourceRows.class);
    tenant = tenants.create();
    git = Git.init(folder.resolve("work"), "main");
  }

  @Test
  void aPushIsDeployedAndItsStoryToldUntilItEnds() throws Exception {
    String commit = git.commit("First version\n\nWith a body.");
    CompletableFuture<Git.Result> push = pushing("main");

    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    assertThat(deployment.trigger()).isEqualTo("PUSH");
    assertThat(deployment.ref()).isEqualTo("main");
    assertThat(deployment.commit()).isEqualTo(commit);
    assertThat(deployment.subject()).isEqualTo("First version");
    assertThat(deployment.author()).isEqualTo("Grace");
    rows.log(deployment, 1, "Step 1/3 : FROM \u001b[32mbase\u001b[0m\n10%\r20%\rdone\n");
    assertThat(push).isNotDone();
    rows.fail(deployment, "Step 2 ended with status 1.");

    Git.Result result = push.get(60, TimeUnit.SECONDS);
    assertThat(result.status()).isZero();
    assertThat(result.output())
        .contains("remote: Deployment #1")
        .contains("remote: Step 1/3 : FROM base")
        .contains("remote: done")
        .contains("remote: Deployment #1 failed: Step 2 ended with status 1.")
        .doesNotContain("10%");
  }

  @Test
  void pushingTheSameAgainDeploysNothing() throws Exception {
    git.commit("One");
    CompletableFuture<Git.Result> push = pushing("main");
    rows.fail(rows.awaitDeployment(tenant.app()), "It failed.");
    push.get(60, TimeUnit.SECONDS);

    assertThat(git.run("push", address(tenant), "main").output()).contains("up-to-date");
    assertThat(rows.deployments(tenant.app())).hasSize(1);
  }

  @Test
  void aBranchWithASemicolonDeploysToo() throws Exception {
    rows.source(tenant.app(), new AppSource(null, "main;id", ".", "Dockerfile", null, Map.of()));
    git.commit("One");
    CompletableFuture<Git.Result> push = pushing("main:main;id");
    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    assertThat(deployment.ref()).isEqualTo("main;id");
    rows.fail(deployment, "It failed.");
    assertThat(push.get(60, TimeUnit.SECONDS).status()).isZero();
  }

  @Test
  void otherBranchesAreStoredAndNotDeployed() throws Exception {
    String commit = git.commit("One");
    Git.Result result = git.run("push", address(tenant), "main:try");
    assertThat(result.output()).contains("refs/heads/try is stored and not deployed");
    assertThat(git.run("ls-remote", address(tenant)).output())
        .contains(commit + "\trefs/heads/try");
    assertThat(rows.deployments(tenant.app())).isEmpty();
    assertThat(git.run("push", address(tenant), ":try").status()).isZero();
  }

  @Test
  void whoeverLeavesEarlyStopsNothing() throws Exception {
    git.commit("One");
    Process push = git.start("push", address(tenant), "main");
    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    push.destroyForcibly().waitFor();
    rows.log(deployment, 1, "still building\n");
    assertThat(rows.deployments(tenant.app()))
        .singleElement()
        .extracting(DeploymentRow::state)
        .isEqualTo("BUILDING");
    rows.fail(deployment, "The end.");
  }

  @Test
  void theBranchThatDeploysCannotBeDeleted() throws Exception {
    git.commit("One");
    CompletableFuture<Git.Result> push = pushing("main");
    rows.fail(rows.awaitDeployment(tenant.app()), "It failed.");
    push.get(60, TimeUnit.SECONDS);
    assertThat(git.run("push", address(tenant), ":main").output())
        .contains("this branch deploys the app");
  }

  @Test
  void strangersAreTurnedAwayWithoutARedirect() throws Exception {
    git.commit("One");
    String place = "127.0.0.1:%d/git/%s/shop/web.git".formatted(port, tenant.slug());
    assertThat(git.run("push", "http://a:slpp_wrong@" + place, "main").output())
        .contains("Authentication failed");
    assertThat(git.run("push", "http://" + place, "main").output())
        .contains("could not read Username");
    String other = tenants.create().token();
    assertThat(git.run("push", "http://a:" + other + "@" + place, "main").output())
        .contains("not found");
    assertThat(git.run("ls-remote", "http://build:slpb_no@" + place).output())
        .contains("Authentication failed");
  }

  @Test
  void aBuildReadsItsAppsRepositoryWhileItRuns() throws Exception {
    String commit = git.commit("One");
    CompletableFuture<Git.Result> push = pushing("main");
    DeploymentRow deployment = rows.awaitDeployment(tenant.app());
    var other = tenants.create();
    rows.run(
        """
        with n as (
          insert into node (id, name, address, state, state_since, pod_cidr, cpu_millis, memory_bytes, agent_version,
                            engine_version, certificate_serial, certificate_expires_at, joined_at, last_seen_at)
          values (:node, 'n-' || :node, '10.0.0.1', 'READY', now(),
                  cast(:cidr as cidr),
                  1000, 1, '1', '1', 'x', now(), now(), now()) returning id
        )
        update build set state = 'RUNNING', node_id = n.id, secret_hash = sha256(cast(:secret as bytea)) from n
         where build.id = :build
        """,
        Map.of(
            "node", UUID.randomUUID(),
            "cidr", TestAddresses.podCidr(),
            "secret", "slpb_secret",
            "build", deployment.build()));

    String place = "http://build:slpb_secret@127.0.0.1:%d/git/%s/shop/production/web.git";
    String own = place.formatted(port, tenant.slug());
    assertThat(
            git.run("clone", "-q", "--depth", "1", own, folder.resolve("clone").toString())
                .status())
        .isZero();
    assertThat(new Git(folder.resolve("clone")).run("rev-parse", "HEAD").output().strip())
        .isEqualTo(commit);
    assertThat(git.run("ls-remote", place.formatted(port, other.slug())).output())
        .contains("not found");
    assertThat(git.run("push", own, "main:x").status()).isNotZero();

    rows.fail(deployment, "It failed.");
    push.get(60, TimeUnit.SECONDS);
    rows.run(
        "update build set secret_hash = null where id = :build",
        Map.of("build", deployment.build()));
    assertThat(git.run("ls-remote", own).output()).contains("Authentication failed");
  }

  @Test
  void anAppBuiltFromElsewhereTakesNoPushes() throws Exception {
    rows.source(
        tenant.app(),
        new AppSource("https://git.example.org/o/r", "main", ".", "Dockerfile", null, Map.of()));
    git.commit("One");
    assertThat(git.run("push", address(tenant), "main").status()).isNotZero();
  }

  @Test
  void anAppThatRunsAnImageTakesNoPushes() throws Exception {
    rows.source(tenant.app(), AppSource.image("ghcr.io/team/web", "main"));
    git.commit("One");
    assertThat(git.run("push", address(tenant), "main").status()).isNotZero();
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void aPushOfAnAppThatRunsAnImageSinceDeploysNothing() throws Exception {
    String commit = git.commit("One");
    git.run("push", address(tenant), "main:elsewhere");
    received("elsewhere", commit);
    rows.source(tenant.app(), AppSource.image("ghcr.io/team/web", "elsewhere"));
    forgotten.reconcile(tenants.lead());
    assertThat(rows.deployments(tenant.app())).isEmpty();
  }

  @Test
  void aPushItsControlPlaneDiedOverIsDeployedOnce() throws Exception {
    String commit = git.commit("One");
    git.run("push", address(tenant), "main:elsewhere");
    rows.source(tenant.app(), new AppSource(null, "elsewhere", ".", "Dockerfile", null, Map.of()));
    received("elsewhere", commit);
    received("elsewhere", "f".repeat(40));
    long epoch = tenants.lead();

    forgotten.reconcile(epoch);
    forgotten.reconcile(epoch);

    assertThat(rows.deployments(tenant.app()))
        .singleElement()
        .extracting(DeploymentRow::commit)
        .isEqualTo(commit);
  }

  private void received(String branch, String commit) {
    var one = new PushedCommit(branch, new CommitSha(commit), "One", "Grace", "Ada");
    UUID id = pushed.received(tenant.appScope(), one);
    rows.run(
        "update pushed_commit set received_at = now() - interval '1 minute' where id = :id",
        Map.of("id", id));
  }

  private CompletableFuture<Git.Result> pushing(String refs) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return git.run("push", address(tenant), refs);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private String address(TestTenant pusher) {
    return "http://any:%s@127.0.0.1:%d/git/%s/shop/web.git"
        .formatted(pusher.token(), port, pusher.slug());
  }
}
