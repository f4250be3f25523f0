package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.PlacementView.OnNode;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Where pods go and why they wait, on the real tables; only nodes are made up. */
@ServerTest
class PlacementTest {
  private static final AtomicInteger NODES = new AtomicInteger(800);

  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired PodPlacer placing;
  @Autowired AppsApi apps;
  @Autowired PlacementApi placement;

  /** Nodes of other tests have no such label. */
  private final String mark = UUID.randomUUID().toString();

  private TestTenant tenant;
  private FakeAgents agents;
  private List<NodeId> nodes;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 1);
    nodes = IntStream.range(0, 2).mapToObj(_ -> agents.join(NODES.getAndIncrement())).toList();
    nodes.forEach(node ->
        system(
            "update node set labels = '{\"mark\": \"%s\"}' where id = '%s'"
                .formatted(mark, node.value())));
  }

  @AfterEach
  void clean() {
    system("delete from pod where organization_id = '%s'".formatted(tenant.organization().value()));
    nodes.forEach(agents::leave);
    tenant(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void aDryRunSaysWhichNodesWouldTakeThePods() {
    PlacementView view = dryRun(4, List.of());

    assertThat(view.nodes())
        .containsExactlyInAnyOrder(new OnNode(name(0), 2), new OnNode(name(1), 2));
    assertThat(view.unplaced()).isZero();
    assertThat(view.sentence()).isNull();
    assertThat(rows("select name from pod")).isEmpty();
  }

  @Test
  void aDryRunCountsNodesForEachReason() {
    PlacementView view = dryRun(3, List.of(new AppRule(true, 0, "hostname", List.of())));

    assertThat(view.unplaced()).isEqualTo(1);
    assertThat(view.nodes()).extracting(OnNode::pods).containsExactly(1, 1);
    assertThat(view.refusals()).contains(new NodeRefusal("TooNear", near(), 2));
    assertThat(view.sentence()).startsWith("No machine can take the pod: ").contains(near());
  }

  @Test
  void aDryRunLetsRunningPodsGoAsNewOnesCome() {
    var apart = List.of(new AppRule(true, 0, "hostname", List.of()));
    spec(2, apart);
    deploy();
    assertThat(rows("select name from pod where node_id is not null")).hasSize(2);

    PlacementView same = dryRun(2, apart);

    assertThat(same.unplaced()).isEqualTo(2);
    tenant("update app set spec = jsonb_set(spec, '{rollout,maxUnavailable}', '\"1\"')");
    AppSpec patient = json.read(rows("select spec::text from app").getFirst(), AppSpec.class);
    assertThat(ask(new TryPlacement(patient, 2)).unplaced()).isZero();
  }

  @Test
  void aPodThatWaitsSaysWhyWithNodesCounted() {
    spec(3, List.of(new AppRule(true, 0, "hostname", List.of())));
    deploy();

    List<PodView> waiting =
        tenant.as(() -> apps.pods(tenant.app().value())).stream()
            .filter(pod -> pod.node() == null)
            .toList();

    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().refusals()).contains(new NodeRefusal("TooNear", near(), 2));
    assertThat(waiting.getFirst().message()).contains(near() + " (2)");
  }

  @Test
  void aDryRunRefusesWhatNoAppMayAskFor() {
    var none =
        new Placement(Map.of("a b", ""), List.of(), List.of(), List.of(), List.of(), Priority.LOW);

    assertThatThrownBy(() -> ask(new TryPlacement(AppSpec.web(80).withPlacement(none), 1)))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> ask(new TryPlacement(null, 1_000_000))).isInstanceOf(Problem.class);
  }

  private static String near() {
    return "in the hostname of pods that must be apart from it";
  }

  private PlacementView dryRun(int replicas, List<AppRule> rules) {
    return ask(new TryPlacement(AppSpec.web(80).withPlacement(marked(rules)), replicas));
  }

  private PlacementView ask(TryPlacement request) {
    return tenant.as(() -> placement.ofApp(tenant.app().value(), request));
  }

  private void spec(int replicas, List<AppRule> rules) {
    AppSpec spec = AppSpec.web(80).withPlacement(marked(rules));
    tenant(
        "update app set replicas = %d, spec = cast('%s' as jsonb)"
            .formatted(replicas, json.write(spec)));
  }

  private Placement marked(List<AppRule> rules) {
    return new Placement(
        Map.of("mark", mark), List.of(), List.of(), List.of(), rules, Priority.NORMAL);
  }

  private void deploy() {
    var _ = deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    long epoch = tenants.lead();
    var _ = deploying.reconcile(epoch);
    agents.built(tenant.app(), Image.HEALTHY);
    var _ = deploying.reconcile(epoch);
    var _ = placing.reconcile(epoch);
  }

  private String name(int node) {
    return "node-" + nodes.get(node).value();
  }

  private List<String> rows(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void tenant(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  private void system(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
