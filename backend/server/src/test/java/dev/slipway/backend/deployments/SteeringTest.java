package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pausing, resuming and restarting, on the real database with nodes played by {@link FakeAgents}.
 */
@ServerTest
class SteeringTest {
  private static final AtomicInteger NODES = new AtomicInteger(1300);
  private static final int ROUNDS = 300;
  private static final String SERVING = "intent = 'RUN' and ready and routed";

  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;
  @Autowired NodeEvictor evicting;
  @Autowired AppsApi apps;

  private TestTenant tenant;
  private FakeAgents agents;
  private NodeId node;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 5);
    node = agents.join(NODES.getAndIncrement());
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
    agents.leave(node);
  }

  @Test
  void whatIsDeployedToAPausedAppWaitsUntilItIsResumed() {
    serve(2);
    pause();
    push();
    rounds(20);

    assertThat(list("select state from deployment order by number"))
        .containsExactly("COMPLETE", "PENDING");
    AppView view = tenant.as(() -> apps.app(tenant.app().value()));
    assertThat(view.paused()).isTrue();
    assertThat(view.status()).isEqualTo(AppView.Status.WAITING);
    assertThat(view.statusReason()).contains("the app is paused", "Resume it to roll out");

    resume();
    until(() -> list("select state from deployment").stream().allMatch("COMPLETE"::equals));
    assertThat(list("select reason from event")).contains("AppPaused", "AppResumed");
  }

  @Test
  void aPausedAppIsStillScaled() {
    serve(2);
    pause();
    update("update app set replicas = 3");
    until(() -> serving() == 3);
    update("update app set replicas = 1");
    until(() -> list("select name from pod").size() == 1);
  }

  @Test
  void aRolloutThatIsPausedHalfwayStaysThereWithAsManyPodsAsAreWanted() {
    serve(4);
    push();
    until(() -> revisions().contains("1") && revisions().contains("2"));
    pause();
    until(() -> list("select name from pod where intent <> 'RUN'").isEmpty());
    rounds(5);
    List<String> before = list("select name from pod order by name");
    rounds(30);
    assertThat(list("select name from pod order by name")).isEqualTo(before);

    update("update app set replicas = 8");
    until(() -> serving() >= 8);
    assertThat(revisions()).contains("1", "2");

    resume();
    until(() -> list("select state from deployment").stream().allMatch("COMPLETE"::equals));
    assertThat(revisions()).containsOnly("2");
  }

  @Test
  void theDeadlineStandsStillWhilePaused() {
    serve(1);
    push();
    until(() -> list("select state from deployment").contains("PROGRESSING"));
    pause();
    update(
        "update deployment set progress_at = now() - interval '2 hours' where state = 'PROGRESSING'");
    rounds(5);
    assertThat(list("select state from deployment")).contains("PROGRESSING");

    resume();
    var _ = deploying.reconcile(epoch);
    assertThat(list("select state from deployment")).doesNotContain("ABORTING");
  }

  @Test
  void aPausedRolloutCanBeCanceled() {
    serve(1);
    push();
    until(() -> list("select state from deployment").contains("PROGRESSING"));
    pause();
    update("update deployment set cancel_requested = true where state = 'PROGRESSING'");
    until(() -> list("select state from deployment").contains("CANCELED"));
  }

  @Test
  void aPausedAppIsNotRestartedAsAWhole() {
    serve(1);
    pause();

    assertThatThrownBy(() -> tenant.as(() -> deployments.deploy(tenant.appScope(), Deploy.again())))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("app-paused"));
  }

  @Test
  void oneRestartedPodIsReplacedBeforeItGoes() {
    serve(1);
    String old = list("select name from pod").getFirst();
    restart();
    until(() -> !list("select name from pod where " + SERVING).contains(old), 1);

    assertThat(list("select name from pod where " + SERVING)).doesNotContain(old).hasSize(1);
    assertThat(list("select reason from event")).contains("PodRestartAsked", "PodEvicted");
    assertThat(list("select number::text from deployment")).containsExactly("1");
  }

  @Test
  void theOnePodOfAnAppEndsBeforeTheNextBegins() {
    update("update app set spec = spec || '{\"identity\": \"ONE\"}'");
    serve(1);
    String old = list("select name from pod").getFirst();
    restart();
    until(() -> {
      assertThat(list("select name from pod where node_id is not null")).hasSizeLessThan(2);
      return serving() == 1 && !list("select name from pod").contains(old);
    });
  }

  @Test
  void aBudgetKeepsTheOnePodOfAnApp() {
    update(
        "update app set spec = spec || '{\"identity\": \"ONE\", \"budget\": {\"maxUnavailable\": \"0\"}}'");
    serve(1);
    restart();
    rounds(20);

    assertThat(serving()).isEqualTo(1);
    assertThat(list("select name from pod where held_by_budget")).hasSize(1);
  }

  @Test
  void whatIsNotThereOrNotRunningIsNotRestarted() {
    assertThatThrownBy(() -> restart(UUID.randomUUID()))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("not-found"));
    serve(1);
    UUID pod = pods().getFirst().id();
    update("update pod set intent = 'STOP'");
    assertThatThrownBy(() -> restart(pod))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("pod-not-running"));
  }

  @Test
  void aStoppedPodIsTheOneThatGoesAndNoOtherComes() {
    serve(3);
    String going = list("select name from pod order by name").get(1);
    UUID pod =
        pods().stream().filter(one -> one.name().equals(going)).findFirst().orElseThrow().id();
    asked(() -> apps.stop(tenant.app().value(), pod));
    until(() -> list("select name from pod").size() == 2);
    rounds(5);

    assertThat(list("select name from pod where " + SERVING)).hasSize(2).doesNotContain(going);
    assertThat(list("select replicas::text from app where kind = 'WEB'")).containsExactly("2");
    assertThat(list("select reason from event")).contains("PodStopAsked", "AppScaled");
  }

  @Test
  void theLastPodIsNotStoppedByItself() {
    serve(1);
    UUID pod = pods().getFirst().id();
    assertThatThrownBy(() -> asked(() -> apps.stop(tenant.app().value(), pod)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("last-pod"));
    assertThat(list("select name from pod where restart_asked_at is not null")).isEmpty();
  }

  @Test
  void aPausedPodRunsOnAndIsShownAsPaused() {
    serve(2);
    UUID pod = pods().getFirst().id();
    asked(() -> apps.pause(tenant.app().value(), pod));
    rounds(5);

    assertThat(pods()).filteredOn(PodView::paused).extracting(PodView::id).containsExactly(pod);
    assertThat(pods()).hasSize(2);
    asked(() -> apps.resume(tenant.app().value(), pod));
    assertThat(pods()).noneMatch(PodView::paused);
  }

  private void asked(Runnable what) {
    tenant.as(() -> {
      what.run();
      return true;
    });
  }

  private void pause() {
    tenant.as(() -> apps.pause(tenant.app().value()));
  }

  private void resume() {
    tenant.as(() -> apps.resume(tenant.app().value()));
  }

  private void restart() {
    restart(pods().getFirst().id());
  }

  private void restart(UUID pod) {
    tenant.as(() -> {
      apps.restart(tenant.app().value(), pod);
      return pod;
    });
  }

  private List<PodView> pods() {
    return tenant.as(() -> apps.pods(tenant.app().value()));
  }

  private List<String> revisions() {
    return list(
        "select revision.number::text from pod join revision on revision.id = pod.revision_id where intent = 'RUN'");
  }

  private int serving() {
    return list("select name from pod where " + SERVING).size();
  }

  private void serve(int replicas) {
    update("update app set replicas = " + replicas);
    push();
    until(() -> serving() == replicas && list("select state from deployment").contains("COMPLETE"));
  }

  private void push() {
    var _ = deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(tenant.app(), Image.HEALTHY);
  }

  private void until(BooleanSupplier there) {
    until(there, 0);
  }

  /**
   * @param least pods that serve all the time
   */
  private void until(BooleanSupplier there, int least) {
    for (int i = 0; i < ROUNDS; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      round();
      assertThat(serving()).isGreaterThanOrEqualTo(least);
      agents.act();
    }
    throw new AssertionError(
        "It stays so: " + list("select name || ' ' || intent || ' ' || phase from pod"));
  }

  private void rounds(int times) {
    for (int i = 0; i < times; i++) {
      round();
      agents.act();
    }
  }

  private void round() {
    var _ = evicting.reconcile(epoch);
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = draining.reconcile(epoch);
  }

  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }
}
