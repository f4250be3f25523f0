package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A daemon on the real database, with nodes played by {@link FakeAgents}. */
@ServerTest
class DaemonRolloutTest {
  private static final AtomicInteger NODES = new AtomicInteger(600);
  private static final int ROUNDS = 200;

  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentQueries queries;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;

  private final List<NodeId> nodes = new ArrayList<>();
  private List<String> others = List.of();
  private TestTenant tenant;
  private FakeAgents agents;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    // Nodes of other tests would get pods as well.
    others =
        transaction.execute(_ ->
            db.system()
                .sql("select id::text from node where 'WORKLOAD' = any (roles)")
                .query((row, _) -> row.getString(1))
                .list());
    others.forEach(id -> takePods(id, "array_remove(roles, 'WORKLOAD')"));
    agents = new FakeAgents(db, transaction, 1);
    join();
    join();
    epoch = tenants.lead();
    // With a probe it counts as soon as it is ready, not after some seconds.
    update(
        """
        update app
           set kind = 'DAEMON', replicas = 0,
               spec = spec - 'port' || '{"readiness": {"kind": "EXEC", "command": ["true"], "initialDelaySeconds": 0,
                                         "periodSeconds": 1, "timeoutSeconds": 1, "successThreshold": 1,
                                         "failureThreshold": 3}}'
        """);
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, deleted_at = now()");
    nodes.forEach(agents::leave);
    others.forEach(id -> takePods(id, "array_append(roles, 'WORKLOAD')"));
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void hasOnePodOnEveryNodeAndReplacesThemNodeByNode() {
    Started first = push();
    settle(first);
    assertOneEach();

    Started second = push();
    agents.built(tenant.app(), Image.HEALTHY);
    int without = 0;
    for (int i = 0; i < ROUNDS && !ended(second); i++) {
      round();
      // Never two of a node at once, and never both nodes without.
      assertThat(list("select node_id::text from pod where node_id is not null"))
          .doesNotHaveDuplicates();
      without = Math.max(without, 2 - list("select id::text from pod where ready").size());
    }
    assertThat(queries.deployment(tenant.appScope(), second.deployment()).state())
        .isEqualTo(State.COMPLETE);
    assertThat(without).isEqualTo(1);
    assertOneEach();
    assertThat(list("select name from pod where name not like '%-2-%'")).isEmpty();
  }

  @Test
  void followsTheNodes() {
    settle(push());
    system("update node set schedulable = false where id = '%s'".formatted(nodes.get(0).value()));
    join();
    until(() -> list("select id::text from pod where ready").size() == 3);
    assertOneEach();
    system("update node set roles = '{INGRESS}' where id = '%s'".formatted(nodes.get(2).value()));
    until(() -> list("select id::text from pod").size() == 2);
    update("delete from pod where only_node_id = '%s'".formatted(nodes.get(0).value()));
    // Closed for others it is a daemon's node all the same.
    until(() -> list("select id::text from pod where ready").size() == 2);
  }

  @Test
  void saysWhatANodeLacks() {
    system("update node set memory_bytes = 1 where id = '%s'".formatted(nodes.get(1).value()));
    Started started = push();
    agents.built(tenant.app(), Image.HEALTHY);
    until(() ->
        !list("select unplaced_reason from pod where node_id is null").isEmpty()
            && list("select coalesce(unplaced_reason, '') from pod where node_id is null")
                .getFirst()
                .contains("memory"));
    assertThat(ended(started)).isFalse();
  }

  private void takePods(String node, String roles) {
    system("update node set roles = %s where id = '%s'".formatted(roles, node));
  }

  private void join() {
    nodes.add(agents.join(NODES.getAndIncrement()));
  }

  private void assertOneEach() {
    assertThat(list("select node_id::text from pod where intent = 'RUN' and ready"))
        .containsExactlyInAnyOrderElementsOf(
            nodes.stream().map(node -> node.value().toString()).toList());
  }

  private Started push() {
    Started started =
        deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(tenant.app(), Image.HEALTHY);
    return started;
  }

  private void settle(Started started) {
    until(() -> ended(started));
    assertThat(queries.deployment(tenant.appScope(), started.deployment()).state())
        .isEqualTo(State.COMPLETE);
  }

  private boolean ended(Started started) {
    return queries.deployment(tenant.appScope(), started.deployment()).state().ended();
  }

  private void until(BooleanSupplier condition) {
    for (int i = 0; i < ROUNDS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      round();
    }
    throw new AssertionError(
        "still: "
            + list(
                """
                select pod.name || ' ' || intent || ' ' || phase || ' ' || ready || ' ' || routed || ' '
                       || deployment.state
                  from pod join deployment on deployment.id = pod.deployment_id
                """));
  }

  private void round() {
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = draining.reconcile(epoch);
    agents.act();
  }

  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  private void system(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
