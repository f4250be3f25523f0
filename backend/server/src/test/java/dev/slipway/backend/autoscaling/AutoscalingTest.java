package dev.slipway.backend.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.metrics.AutoscalingApi;
import dev.slipway.api.metrics.AutoscalingView;
import dev.slipway.api.metrics.AutoscalingView.Condition;
import dev.slipway.api.metrics.AutoscalingView.Scaling;
import dev.slipway.backend.agents.Eventually;
import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.metrics.PodUsageBook;
import dev.slipway.backend.reconcile.Reconciler;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.PodUsage;
import dev.slipway.protocol.PodUse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole loop on the real database with an agent that says what it is told to; time is ours. */
@ServerTest
class AutoscalingTest {
  @Autowired ApplicationContext application;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired AppsApi apps;
  @Autowired AutoscalingApi autoscaling;
  @Autowired Autoscaler autoscaler;
  @Autowired PodUsageBook book;
  @Autowired List<Reconciler> reconcilers;
  private TestPods rows;
  private TestTenant tenant;
  private UUID app;
  private FakeNode node;
  private FakeAgent agent;
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");
  private long epoch;

  @BeforeEach
  void serve() {
    rows = new TestPods(application);
    tenant = tenants.create();
    app = tenant.app().value();
    node = new TestAgents(application).join();
    String label = "{\"only\": \"" + node.id() + "\"}";
    rows.execute("update node set labels = '" + label + "' where id = :id", node.id());
    UUID pod = rows.pod(tenant, node.id());
    // Nodes of other tests take none of its pods.
    rows.execute(
        "update revision set spec = jsonb_set(spec, '{placement,nodeLabels}', '%s') where app_id = :id"
            .formatted(label),
        app);
    rows.execute(
        """
        update app set current_deployment_id = (select deployment_id from pod where app_id = :id) where id = :id
        """,
        app);
    agent = FakeAgent.connect(node);
    agent.awaitSet(set -> set.pod(pod) != null);
    epoch = tenants.lead();
    set(new UpdateApp(null, AppSpec.web(8080).withAutoscaling(Autoscaling.byCpu(1, 6, 70)), null));
    allReady();
  }

  @AfterEach
  void leave() {
    agent.close();
    rows.execute(
        "update app set current_deployment_id = null, deleted_at = now() where id = :id", app);
    rows.execute("delete from pod where app_id = :id", app);
  }

  private void set(UpdateApp update) {
    var _ = tenant.as(() -> apps.update(app, update, null));
  }

  private AutoscalingView view() {
    return tenant.as(() -> autoscaling.autoscaling(app));
  }

  private List<Pod> pods() {
    return agent.set().pods().values().stream()
        .filter(pod -> pod.getAppId().equals(app.toString()) && pod.getIntent() == Intent.RUN)
        .toList();
  }

  /** Every pod the app wants runs, and is ready. */
  private void allReady() {
    int wanted = view().replicas();
    reconcile("ReplicaReconciler");
    reconcile("PodPlacer");
    agent.awaitSet(_ -> pods().size() == wanted);
    pods().forEach(pod -> agent.report(FakeAgent.ready(UUID.fromString(pod.getId()))));
    Eventually.holds(() ->
        tenant.as(() -> apps.pods(app)).stream().filter(pod -> pod.ready()).count() >= wanted);
  }

  private void reconcile(String name) {
    reconcilers.stream()
        .filter(one -> AopUtils.getTargetClass(one).getSimpleName().equals(name))
        .findAny()
        .orElseThrow()
        .reconcile(epoch);
  }

  /** All pods use so much of their core, and 15 seconds pass. */
  private void look(int cpuPercent) {
    var usage = PodUsage.newBuilder();
    pods()
        .forEach(pod ->
            usage.addPods(PodUse.newBuilder().setPodId(pod.getId()).setCpuMillis(cpuPercent * 10)));
    book.heard(new NodeId(node.id()), usage.build());
    book.write();
    now = now.plusSeconds(15);
    var _ = autoscaler.reconcile(epoch, now);
  }

  private Condition condition(AutoscalingView.Type type) {
    return view().conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private List<String> events(String reason) {
    return transaction.execute(_ ->
        db.system()
            .sql("select message from event where app_id = :app and reason = :reason order by id")
            .param("app", app)
            .param("reason", reason)
            .query((row, _) -> row.getString(1))
            .list());
  }

  @Test
  void busyPodsBecomeMoreAndIdleOnesFewerAfterFiveMinutes() {
    look(92);
    assertThat(view().replicas()).isEqualTo(2);
    allReady();
    look(100);
    assertThat(view().replicas()).isEqualTo(3);
    assertThat(events("AppAutoscaled"))
        .containsExactly(
            "CPU 92 % of its request, target 70 %: from 1 to 2.",
            "CPU 100 % of its request, target 70 %: from 2 to 3.");
    allReady();
    look(70);
    assertThat(condition(AutoscalingView.Type.ABLE_TO_SCALE).reason())
        .isEqualTo("ReadyForNewScale");
    look(5);
    assertThat(view().recommended()).isEqualTo(1);
    assertThat(condition(AutoscalingView.Type.ABLE_TO_SCALE).reason())
        .isEqualTo("ScaleDownStabilized");
    // Another leader goes on where this one was.
    epoch = tenants.lead();
    for (int seconds = 15; seconds < 270; seconds += 15) {
      look(5);
      assertThat(view().replicas()).as("after %d seconds", seconds).isEqualTo(3);
    }
    look(5);
    look(5);
    assertThat(view().replicas()).isEqualTo(1);
    assertThat(view().scalings()).extracting(Scaling::to).containsExactly(1, 3, 2);
    reconcile("ReplicaReconciler");
    agent.awaitSet(_ -> pods().size() == 1);
  }

  @Test
  void onlyTheLeaderScales() {
    tenants.lead();
    assertThatThrownBy(() -> look(100)).isInstanceOf(Db.Deposed.class);
    assertThat(view().replicas()).isEqualTo(1);
  }

  @Test
  void whatNodesDoNotSayChangesNothingAndIsTold() {
    now = now.plusSeconds(15);
    var _ = autoscaler.reconcile(epoch, now);
    assertThat(view().replicas()).isEqualTo(1);
    assertThat(condition(AutoscalingView.Type.SCALING_ACTIVE).holds()).isFalse();
    assertThat(view().metrics())
        .singleElement()
        .satisfies(metric -> {
          assertThat(metric.problem()).isNotNull();
          assertThat(metric.current()).isNull();
        });
  }

  @Test
  void aNumberByHandIsANewBeginningWithinMinAndMax() {
    set(new UpdateApp(null, null, 4));
    assertThat(view().replicas()).isEqualTo(4);
    assertThatThrownBy(() -> set(new UpdateApp(null, null, 9)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("autoscaled between 1 and 6 pods");
    allReady();
    look(100);
    assertThat(view().replicas()).isEqualTo(6);
  }

  @Test
  void zeroByHandPausesItUntilAnotherNumber() {
    set(new UpdateApp(null, null, 0));
    look(100);
    assertThat(view().replicas()).isZero();
    assertThat(condition(AutoscalingView.Type.SCALING_ACTIVE).reason())
        .isEqualTo("ScalingDisabled");
    set(new UpdateApp(null, null, 1));
    allReady();
    look(100);
    assertThat(view().replicas()).isEqualTo(2);
  }

  @Test
  void aStoppedAppIsLeftAlone() {
    var _ = tenant.as(() -> apps.stop(app));
    look(100);
    assertThat(view().replicas()).isEqualTo(1);
    assertThat(condition(AutoscalingView.Type.SCALING_ACTIVE).message())
        .isEqualTo("The app is stopped.");
  }

  @Test
  void changedBoundsActAtOnce() {
    set(new UpdateApp(null, AppSpec.web(8080).withAutoscaling(Autoscaling.byCpu(2, 6, 70)), null));
    look(70);
    assertThat(view().replicas()).isEqualTo(2);
    assertThat(events("AppAutoscaled")).containsExactly("There are to be at least 2: from 1 to 2.");
  }

  @Test
  void switchedOffItForgetsButItsHistoryStays() {
    look(100);
    set(new UpdateApp(null, AppSpec.web(8080), null));
    look(100);
    AutoscalingView off = view();
    assertThat(off.settings()).isNull();
    assertThat(off.conditions()).isEmpty();
    assertThat(off.replicas()).isEqualTo(2);
    assertThat(off.scalings()).hasSize(1);
  }

  @Test
  void whatTheQuotaRefusesIsToldOnce() {
    quota(2);
    look(100);
    look(100);
    assertThat(view().replicas()).isEqualTo(1);
    assertThat(condition(AutoscalingView.Type.ABLE_TO_SCALE).holds()).isFalse();
    assertThat(condition(AutoscalingView.Type.ABLE_TO_SCALE).message()).contains("quota");
    assertThat(events("AutoscalingRefused")).hasSize(1);
    quota(null);
    look(100);
    assertThat(view().replicas()).isEqualTo(2);
  }

  private void quota(@Nullable Integer pods) {
    var answer =
        http.send(
            "PUT",
            "/api/v1/organizations/" + tenant.organization().value() + "/quota",
            tenant.token(),
            "{\"pods\": " + pods + "}");
    assertThat(answer.status()).isLessThan(300);
  }

  @Test
  void overHttpItIsSaidOnlyWhatIsMeant() {
    String path = "/api/v1/apps/" + app;
    String spec =
        """
        {"spec": {"port": 8080, "cpuMillis": 1000, "memoryBytes": 536870912, "pids": 256,
                  "terminationGraceSeconds": 30, "autoscaling": %s,
                  "rollout": {"maxSurge": "1", "maxUnavailable": "0", "minReadySeconds": 0,
                              "progressDeadlineSeconds": 600}}}
        """;
    TestHttp.Answer nothing =
        http.send("PATCH", path, tenant.token(), spec.formatted("{\"max\": 3}"));
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.body()).contains("needs a target");
    TestHttp.Answer set =
        http.send(
            "PATCH", path, tenant.token(), spec.formatted("{\"max\": 3, \"cpuPercent\": 50}"));
    assertThat(set.json().path("spec").path("autoscaling").path("min").asInt()).isEqualTo(1);
    TestHttp.Answer view = http.get(path + "/autoscaling", tenant.token());
    assertThat(view.json().path("settings").path("cpuPercent").asInt()).isEqualTo(50);
  }
}
