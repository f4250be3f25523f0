package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Machines become silent and return, and the pods on them are replaced, kept or let go of. */
@ServerTest
class FailoverTest {
  private static final int ROUNDS = 200;
  private static final String ON = "select name from pod where node_id = '%s' and intent = 'RUN'";

  @Autowired ApplicationContext application;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;

  private TestTenant tenant;
  private FakeAgents agents;
  private List<NodeId> nodes;
  private long epoch;

  @BeforeEach
  void threePodsOnThreeNodes() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 7);
    transaction.executeWithoutResult(_ -> new TestNodes(application).deleteAll());
    nodes = IntStream.range(0, 3).mapToObj(number -> agents.join(800 + number)).toList();
    epoch = tenants.lead();
    update("update app set replicas = 3");
    var _ = deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(tenant.app(), Image.HEALTHY);
    settle();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    nodes.forEach(agents::leave);
    update("delete from pod");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void podsOfADeadNodeAreReplacedElsewhereAndLetGoOfAfterwards() {
    NodeId lost = nodes.getFirst();
    List<String> before = list(ON.formatted(lost.value()));
    assertThat(before).isNotEmpty();
    silent(lost, "UNREACHABLE");

    var _ = aligning.reconcile(epoch);
    assertThat(list("select name from pod where intent = 'RUN'")).hasSize(3 + before.size());
    assertThat(list(ON.formatted(lost.value()))).isEqualTo(before);

    settle();
    assertThat(list(ON.formatted(lost.value()))).isEmpty();
    back(lost);
    settle();
    assertThat(list("select name from pod")).hasSize(3).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aNodeThatReturnsBeforeTheReplacementServesKeepsItsPods() {
    NodeId lost = nodes.getFirst();
    List<String> before = list("select name from pod order by name");
    silent(lost, "UNREACHABLE");
    var _ = aligning.reconcile(epoch);
    back(lost);
    update("update pod set phase = 'RUNNING', ready = true, routed = true where phase = 'UNKNOWN'");

    settle();
    assertThat(list("select name from pod order by name")).isEqualTo(before);
  }

  @Test
  void anAppThatWaitsForItsNodeGetsNoReplacementAndKeepsItsPods() {
    List<String> before = list("select name from pod order by name");
    update(
        "update revision set spec = jsonb_set(spec, '{placement,lost}', '\"WAIT\"')"
            + " where app_id = '%s'".formatted(tenant.app().value()));
    silent(nodes.getFirst(), "UNREACHABLE");
    var _ = aligning.reconcile(epoch);
    assertThat(list("select name from pod where intent = 'RUN' order by name")).isEqualTo(before);

    back(nodes.getFirst());
    update("update pod set phase = 'RUNNING', ready = true, routed = true where phase = 'UNKNOWN'");
    settle();
    assertThat(list("select name from pod order by name")).isEqualTo(before);
  }

  @Test
  void aSuspectNodeKeepsItsPods() {
    silent(nodes.getFirst(), "SUSPECT");
    var _ = aligning.reconcile(epoch);
    assertThat(list("select name from pod")).hasSize(3);
  }

  @Test
  void whenMostNodesAreSilentNothingIsReplaced() {
    silent(nodes.get(0), "UNREACHABLE");
    silent(nodes.get(1), "SUSPECT");
    var _ = aligning.reconcile(epoch);
    silent(nodes.get(1), "UNREACHABLE");
    var _ = aligning.reconcile(epoch);
    assertThat(list("select name from pod where intent = 'RUN'")).hasSize(3);
  }

  private void silent(NodeId node, String state) {
    state(node, state);
    if (state.equals("UNREACHABLE")) {
      update(
          "update pod set phase = 'UNKNOWN', ready = false, ready_since = null, routed = false where node_id = '%s'"
              .formatted(node.value()));
    }
  }

  private void back(NodeId node) {
    state(node, "READY");
  }

  private void state(NodeId node, String state) {
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql("update node set state = :state where id = :id")
            .param("state", state)
            .param("id", node.value())
            .update());
  }

  /** Until three pods serve, and nothing else is there that a living node could end. */
  private void settle() {
    for (int i = 0; i < ROUNDS; i++) {
      var _ = deploying.reconcile(epoch);
      var _ = aligning.reconcile(epoch);
      var _ = placing.reconcile(epoch);
      var _ = draining.reconcile(epoch);
      agents.act();
      boolean open = !list("select 'x' from deployment where finished_at is null").isEmpty();
      int running = list("select name from pod where intent = 'RUN'").size();
      int serving = list("select name from pod where intent = 'RUN' and ready and routed").size();
      int leaving = list("select name from pod where intent <> 'RUN'").size();
      if (!open && running == 3 && serving == 3 && leaving == 0) {
        return;
      }
    }
    throw new AssertionError(list("select name || ' ' || intent || ' ' || phase from pod"));
  }

  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }
}
