package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodePodView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.api.nodes.TaintView;
import dev.slipway.api.nodes.TaintView.Effect;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes that pods have to leave, on the real database with nodes played by {@link FakeAgents}. */
@ServerTest
class DrainTest {
  // Ranges that RolloutTest does not give out.
  private static final AtomicInteger NODES = new AtomicInteger(2000);
  private static final int ROUNDS = 300;

  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;
  @Autowired NodeEvictor evicting;
  @Autowired NodesApi nodes;

  /** Keeps the pods of other tests away. */
  private final TaintView own = new TaintView(UUID.randomUUID().toString(), "", Effect.NO_SCHEDULE);

  private TestTenant tenant;
  private FakeAgents agents;
  private NodeId first;
  private NodeId second;
  private long epoch;
  private boolean replacementsFirst;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 7);
    first = join();
    second = first;
    update(
        "update app set spec = spec || '{\"placement\": {\"tolerations\": [{\"key\": \"%s\"}]}}'"
            .formatted(own.key()));
    epoch = tenants.lead();
    replacementsFirst = false;
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
    agents.leave(first);
    if (!second.equals(first)) {
      agents.leave(second);
    }
  }

  @Test
  void aDrainMovesEveryPodAndNeverServesWithFewer() {
    serve(3);
    second = join();
    replacementsFirst = true;

    NodeDetailView begun = drain(new DrainNode(null, 5, false));
    assertThat(begun.node().schedulable()).isFalse();
    until(() -> ended(first));

    assertThat(list("select node_id::text from pod"))
        .hasSize(3)
        .containsOnly(second.value().toString());
    assertThat(reasons()).contains("PodEvicted");
    assertThat(node(first).events())
        .extracting(event -> event.reason())
        .contains("NodeDrainStarted", "PodEvicted", "NodeDrained");
  }

  @Test
  void oneReplicaIsReplacedBeforeItGoes() {
    serve(1);
    second = join();
    replacementsFirst = true;
    drain(DrainNode.usual());
    until(() -> ended(first));
    assertThat(list("select name from pod where ready")).hasSize(1);
  }

  @Test
  void aDrainWithoutRoomElsewhereSaysWhatItWaitsFor() {
    serve(1);
    drain(DrainNode.usual());
    until(() -> !list("select name from pod where unplaced_reason is not null").isEmpty());
    assertThat(node(first).pods())
        .extracting(NodePodView::waitsFor)
        .anySatisfy(words -> assertThat(words).contains("has no place"));
    assertThat(list("select name from pod where ready")).hasSize(1);

    cancel();
    until(() -> list("select name from pod").size() == 1);
    assertThat(list("select name from pod where evict_reason is not null")).isEmpty();
    assertThat(node(first).node().schedulable()).isFalse();
  }

  @Test
  void aDeadlineWithForceStopsWhatIsLeft() {
    serve(1);
    drain(new DrainNode(1, null, true));
    system("update node set drain_deadline = now() - interval '1 second' where id = '%s'");
    until(() -> ended(first));
    assertThat(list("select name from pod where ready")).isEmpty();
  }

  @Test
  void aDeadlineWithoutForceStopsNothing() {
    serve(1);
    drain(new DrainNode(1, null, false));
    system("update node set drain_deadline = now() - interval '1 second' where id = '%s'");
    rounds(20);
    assertThat(list("select name from pod where ready")).hasSize(1);
  }

  @Test
  void aBudgetLetsPodsBeMissingWhereNothingElseHelps() {
    serve(4);
    drain(DrainNode.usual());
    until(() -> list("select name from pod where ready and intent = 'RUN'").size() == 3);
    rounds(20);
    assertThat(list("select name from pod where ready and intent = 'RUN'")).hasSize(3);
  }

  @Test
  void aTaintThatEndsPodsMovesThemLikeADrain() {
    serve(2);
    second = join();
    replacementsFirst = true;
    as(() ->
        nodes.update(
            first.value(),
            UpdateNode.taints(List.of(own, new TaintView("gpu", "", Effect.NO_EXECUTE))),
            null));
    until(() -> node(first).pods().isEmpty());
    assertThat(list("select node_id::text from pod")).containsOnly(second.value().toString());
  }

  @Test
  void aTaintThatOnlyKeepsAwayMovesNothing() {
    serve(2);
    as(() ->
        nodes.update(
            first.value(),
            UpdateNode.taints(List.of(own, new TaintView("gpu", "", Effect.NO_SCHEDULE))),
            null));
    rounds(20);
    assertThat(node(first).pods()).hasSize(2).allMatch(pod -> pod.evicted() == null);
  }

  @Test
  void aDrainGoesOnUnderTheNextLeader() {
    serve(2);
    second = join();
    drain(DrainNode.usual());
    rounds(2);
    epoch = tenants.lead();
    until(() -> ended(first));
  }

  @Test
  void aNodeWithPodsIsNotRemovedUnlessForced() {
    serve(1);
    Assertions.assertThatThrownBy(() -> as(() -> removed(false)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("node-in-use"));
    second = join();
    as(() -> removed(true));
    until(() -> list("select name from pod where ready").size() == 1);
    assertThat(list("select node_id::text from pod")).containsOnly(second.value().toString());
  }

  @Test
  void aNodeUnderPressureTakesNoPods() {
    system(
        "update node set conditions = '{\"MEMORY_PRESSURE\": {\"since\": \"2026-01-01T00:00:00Z\", \"message\": \"m\"}}'"
            + " where id = '%s'");
    push();
    until(() -> !list("select name from pod where unplaced_reason is not null").isEmpty());
    assertThat(list("select unplaced_reason from pod"))
        .first()
        .asString()
        .contains("short of memory");
  }

  @Test
  void aDeadEngineGetsNothingAndLosesNothing() {
    serve(2);
    List<String> before = list("select name from pod order by name");
    system(
        "update node set conditions = '{\"ENGINE_DOWN\": {\"since\": \"2026-01-01T00:00:00Z\", \"message\": \"m\"}}'"
            + " where id = '%s'");
    rounds(20);
    assertThat(list("select name from pod order by name")).isEqualTo(before);
  }

  private boolean removed(boolean force) {
    nodes.remove(first.value(), force);
    return true;
  }

  private void serve(int replicas) {
    update("update app set replicas = " + replicas);
    push();
    until(() ->
        list("select name from pod where ready and routed and intent = 'RUN'").size() == replicas
            && list("select state from deployment").contains("COMPLETE"));
  }

  private NodeId join() {
    NodeId node = agents.join(NODES.getAndIncrement());
    as(() -> nodes.update(node.value(), UpdateNode.taints(List.of(own)), null));
    return node;
  }

  private void push() {
    var _ = deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(tenant.app(), Image.HEALTHY);
  }

  private NodeDetailView drain(DrainNode how) {
    return as(() -> nodes.drain(first.value(), how));
  }

  private void cancel() {
    as(() -> nodes.cancelDrain(first.value()));
  }

  private NodeDetailView node(NodeId node) {
    return as(() -> nodes.node(node.value()));
  }

  private boolean ended(NodeId node) {
    var drain = node(node).node().drain();
    return drain != null && drain.endedAt() != null;
  }

  private <T> T as(Callable<T> call) {
    return tenant.as(call);
  }

  private void until(BooleanSupplier there) {
    for (int i = 0; i < ROUNDS; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      round();
    }
    throw new AssertionError(
        "It stays so: "
            + list(
                "select name || ' ' || intent || ' ' || phase || ' ' || coalesce(evict_reason, '') from pod"));
  }

  private void rounds(int times) {
    for (int i = 0; i < times; i++) {
      round();
    }
  }

  private void round() {
    int before = available();
    var _ = evicting.reconcile(epoch);
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = draining.reconcile(epoch);
    if (replacementsFirst) {
      int wanted = Integer.parseInt(list("select replicas::text from app").getFirst());
      assertThat(available()).isGreaterThanOrEqualTo(Math.min(before, wanted));
    }
    agents.act();
  }

  private int available() {
    return list("select name from pod where intent = 'RUN' and ready and routed").size();
  }

  private List<String> reasons() {
    return list("select reason from event");
  }

  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  private void system(String sql) {
    transaction.executeWithoutResult(
        _ -> db.system().sql(sql.replace("%s", first.value().toString())).update());
  }
}
