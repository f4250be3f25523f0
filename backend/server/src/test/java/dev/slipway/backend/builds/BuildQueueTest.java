package dev.slipway.backend.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.HostKeyView;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.backend.builds.BuildRepository.Slot;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.CommitSha;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.BuildHostKeys;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.BuildReport;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

@ServerTest
class BuildQueueTest {
  @Autowired TestTenants tenants;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired BuildService builds;
  @Autowired RepositoriesApi repositories;
  @Autowired BuildQueries queries;
  @Autowired BuildCredentials credentials;
  private TestTenant tenant;
  private AppScope scope;
  private BuildBench bench;

  @BeforeEach
  void freshTenant() {
    bench = beans.createBean(BuildBench.class);
    bench.clear();
    tenant = tenants.create();
    scope = tenant.appScope();
  }

  @Test
  void aQueuedBuildGoesToANodeWithAllItNeeds() {
    NodeId node = bench.node();
    BuildId id =
        builds.queue(
            scope, AppSource.pushed(), "main;id", new CommitSha("b".repeat(40)), "Subject", "Ada");
    assertThat(queries.build(scope, id).state()).isEqualTo(BuildView.State.QUEUED);

    bench.dispatcher.pass();

    BuildOrder order = bench.link.orders().getFirst();
    String repository = tenant.slug() + "/shop/production/web";
    assertThat(order.getId()).isEqualTo(id.value().toString());
    assertThat(order.getGitUrl()).isEqualTo("http://slipway.example/git/" + repository + ".git");
    assertThat(order.getGitUser()).isEqualTo("build");
    assertThat(order.getRef()).isEqualTo("main;id");
    assertThat(order.getCommit()).isEqualTo("b".repeat(40));
    assertThat(order.getImage()).endsWith("/" + repository + ":" + id.value());
    assertThat(order.getRegistryUser()).isEqualTo("build:" + id.value());
    assertThat(order.getAllowedGitHostsList()).contains("slipway.example");
    assertThat(credentials.verify(order.getGitPassword()))
        .hasValueSatisfying(build -> assertThat(build.repository()).isEqualTo(repository));
    BuildView view = queries.build(scope, id);
    assertThat(view.state()).isEqualTo(BuildView.State.RUNNING);
    assertThat(view.node()).isEqualTo("builder-" + node.value());
  }

  @Test
  void aBuildWaitsWhileTheDisksOfAllNodesAreNearlyFull() {
    bench.node();
    BuildId id = bench.queue(scope);
    bench.run("update node set disk_bytes = 100, disk_free_bytes = 15");
    try {
      bench.dispatcher.pass();
      assertThat(bench.link.orders()).isEmpty();
      BuildView waiting = queries.build(scope, id);
      assertThat(waiting.state()).isEqualTo(BuildView.State.QUEUED);
      assertThat(waiting.waiting()).contains("disk is 85 % full", "begins by itself");
    } finally {
      bench.run("update node set disk_bytes = 100, disk_free_bytes = 16");
    }
    assertThat(queries.build(scope, id).waiting()).isNull();
    bench.dispatcher.pass();
    assertThat(queries.build(scope, id).state()).isEqualTo(BuildView.State.RUNNING);
  }

  @Test
  void anOutsideRepositoryIsNotToldOurPassword() {
    bench.node();
    var source =
        new AppSource(
            "https://git.example.org/o/r", "main", "web", "Dockerfile", "run", Map.of("A", "b"));
    builds.queue(scope, source, "main", null, null, null);

    bench.dispatcher.pass();

    BuildOrder order = bench.link.orders().getFirst();
    assertThat(order.getGitUrl()).isEqualTo("https://git.example.org/o/r");
    assertThat(order.getGitUser()).isEmpty();
    assertThat(order.getGitPassword()).isEmpty();
    assertThat(order.getFolder()).isEqualTo("web");
    assertThat(order.getTarget()).isEqualTo("run");
    assertThat(order.getArgsMap()).containsEntry("A", "b");
  }

  @Test
  void aPrivateRepositoryIsOpenedForTheNodeThatBuildsIt() {
    NodeId node = bench.node();
    var credential =
        tenant.as(() ->
            repositories.create(tenant.organization().value(), CreateCredential.deployKey("Shop")));
    var source =
        new AppSource(
            "git@git.example.org:o/r.git",
            "main",
            ".",
            "Dockerfile",
            null,
            Map.of(),
            null,
            null,
            credential.id(),
            null);
    builds.queue(scope, source, "main", null, null, null);

    bench.dispatcher.pass();

    BuildOrder order = bench.link.orders().getFirst();
    assertThat(order.getGitUrl()).isEqualTo("ssh://git@git.example.org/o/r.git");
    assertThat(order.getSshKeys(0)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    assertThat(order.getKnownHostsList()).isEmpty();
    var key = "git.example.org ssh-ed25519 " + "A".repeat(68);
    bench.tell(
        node,
        BuildReport.newBuilder()
            .setId(order.getId())
            .setHostKeys(BuildHostKeys.newBuilder().addLines(key))
            .build());
    assertThat(tenant.as(() -> repositories.hosts(tenant.organization().value())))
        .extracting(HostKeyView::host)
        .contains("git.example.org");
  }

  @Test
  void aNodeBuildsOneThingAtATime() {
    NodeId node = bench.node();
    BuildId first = bench.running(scope);
    BuildId second = bench.running(scope);
    assertThat(bench.row(second).state()).isEqualTo("QUEUED");

    bench.tell(node, BuildBench.image(first));
    bench.dispatcher.pass();

    assertThat(bench.row(second).state()).isEqualTo("RUNNING");
  }

  @Test
  void whoeverHasFewestRunningComesFirstThenTheOldest() {
    BuildId oldest = bench.queue(scope);
    BuildId old = bench.queue(scope);
    AppScope other = tenants.create().appScope();
    BuildId others = bench.queue(other);
    bench.node();
    bench.node();

    bench.dispatcher.pass();

    assertThat(bench.row(oldest).state()).isEqualTo("RUNNING");
    assertThat(bench.row(others).state()).isEqualTo("RUNNING");
    assertThat(bench.row(old).state()).isEqualTo("QUEUED");
  }

  @Test
  void anOrganizationBuildsAsManyAtOnceAsItsQuotaSaysAndTheOthersGoOn() {
    bench.run(
        "insert into organization_quota (organization_id, builds, updated_at) values ('%s', 1, now())"
            .formatted(tenant.organization().value()));
    BuildId first = bench.queue(scope);
    BuildId second = bench.queue(scope);
    bench.node();
    bench.node();

    bench.dispatcher.pass();
    assertThat(bench.row(second).state()).isEqualTo("QUEUED");
    BuildId others = bench.queue(tenants.create().appScope());
    bench.dispatcher.pass();
    assertThat(bench.row(others).state()).isEqualTo("RUNNING");

    bench.run("update build set state = 'CANCELED' where id = '%s'".formatted(first.value()));
    bench.dispatcher.pass();
    assertThat(bench.row(second).state()).isEqualTo("RUNNING");
  }

  @Test
  void anOrderThatCannotBeSentLeavesNoTrace() {
    NodeId node = bench.node();
    bench.link.refusing.add(node);

    BuildId build = bench.running(scope);

    assertThat(bench.row(build)).isEqualTo(new BuildRow("QUEUED", 0, null, null, false, false));
  }

  @Test
  void nodesThatMayNotBuildGetNothing() {
    bench.node();
    bench.run("update node set roles = '{INGRESS}'");
    BuildId build = bench.running(scope);
    bench.run("update node set roles = '{BUILD}', schedulable = false");
    bench.dispatcher.pass();
    assertThat(bench.row(build).state()).isEqualTo("QUEUED");
    bench.run("update node set schedulable = true");
    bench.dispatcher.pass();
    assertThat(bench.row(build).state()).isEqualTo("RUNNING");
  }

  @Test
  void cancelingEndsAQueuedBuildForGood() {
    BuildId build = bench.queue(scope);
    builds.cancel(scope, build);
    bench.node();
    bench.dispatcher.pass();
    assertThat(bench.row(build)).isEqualTo(new BuildRow("CANCELED", 0, null, null, false, false));
    assertThat(bench.link.sent).isEmpty();
  }

  @Test
  void cancelingARunningBuildEndsItAtOnceAndTellsTheNode() {
    NodeId node = bench.node();
    BuildId build = bench.running(scope);
    String secret = bench.link.orders().getFirst().getGitPassword();
    bench.link.refusing.add(node);

    builds.cancel(scope, build);
    assertThat(bench.row(build).state()).isEqualTo("CANCELED");
    assertThat(credentials.verify(secret)).isEmpty();
    bench.dispatcher.pass();
    assertThat(bench.row(build).cancelRequested()).isTrue();

    bench.link.refusing.clear();
    bench.dispatcher.pass();
    bench.dispatcher.pass();
    assertThat(bench.link.canceled()).containsExactly(build.value().toString());

    bench.tell(node, BuildBench.image(build));
    assertThat(bench.row(build).state()).isEqualTo("CANCELED");
  }

  @Test
  void anotherTenantSeesNothingOfIt() {
    BuildId build = bench.queue(scope);
    AppScope other = tenants.create().appScope();
    assertThatThrownBy(() -> queries.build(other, build)).isInstanceOf(Problem.class);
    assertThat(queries.builds(other, List.of(build))).isEmpty();
    builds.cancel(other, build);
    assertThat(bench.row(build).state()).isEqualTo("QUEUED");
  }

  @Test
  void fillsTheEmptiestNodesFirst() {
    var a = new NodeId(new UUID(0, 1));
    var b = new NodeId(new UUID(0, 2));
    assertThat(BuildDispatch.places(List.of(new Slot(a, 2), new Slot(b, 1), new Slot(a, 0))))
        .containsExactly(a, b, a);
  }
}
