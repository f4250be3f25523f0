package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.api.placement.PlacementApi;
import dev.slipway.api.placement.PlacementView;
import dev.slipway.api.placement.PlacementView.OnNode;
import dev.slipway.api.placement.TryPlacement;
import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a dry run knows of volumes, of apps with one pod, and of daemons. */
@ServerTest
class DryRunTest {
  private static final AtomicInteger NODES = new AtomicInteger(1400);

  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired PodPlacer placing;
  @Autowired PlacementApi placement;
  @Autowired VolumesApi volumes;

  /** Nodes of other tests have no such label. */
  private final String mark = UUID.randomUUID().toString();

  private TestTenant tenant;
  private FakeAgents agents;
  private List<NodeId> nodes;

  /** Each with room for two pods. */
  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 1);
    nodes = IntStream.range(0, 2).mapToObj(_ -> agents.join(NODES.getAndIncrement())).toList();
    nodes.forEach(node ->
        system(
            "update node set cpu_millis = 200, labels = '{\"mark\": \"%s\"}' where id = '%s'"
                .formatted(mark, node.value())));
  }

  @AfterEach
  void clean() {
    system("delete from pod where organization_id = '%s'".formatted(tenant.organization().value()));
    system(
        "delete from volume where organization_id = '%s'".formatted(tenant.organization().value()));
    nodes.forEach(agents::leave);
    tenant(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void podsGoWhereTheirVolumeLies() {
    volume(VolumeAccess.SHARED);
    system(
        "update volume set node_id = '%s', node_name = 'n', bound_at = now() where organization_id = '%s'"
            .formatted(nodes.get(1).value(), tenant.organization().value()));

    PlacementView view = ask(mounting(), 3);

    assertThat(view.nodes()).containsExactly(new OnNode(name(1), 2));
    assertThat(view.unplaced()).isEqualTo(1);
    assertThat(view.sentence()).contains("its volume is on another machine");
  }

  @Test
  void aVolumeThatIsNowhereSoFarKeepsItsPodsTogether() {
    volume(VolumeAccess.SHARED);

    PlacementView view = ask(mounting(), 2);

    assertThat(view.nodes()).singleElement().extracting(OnNode::pods).isEqualTo(2);
  }

  @Test
  void aVolumeThatIsNotThereIsSaid() {
    PlacementView view = ask(mounting(), 2);

    assertThat(view.unplaced()).isEqualTo(2);
    assertThat(view.sentence()).contains("The volume data is not there");
  }

  @Test
  void theOldWriterLeavesBeforeTheNewOneComes() {
    system("update node set cpu_millis = 100 where id = '%s'".formatted(nodes.get(0).value()));
    system("update node set schedulable = false where id = '%s'".formatted(nodes.get(1).value()));
    AppSpec one = marked(AppSpec.web(80)).withIdentity(Identity.ONE);
    deploy(one);
    assertThat(rows("select name from pod where node_id is not null")).hasSize(1);

    assertThat(ask(one, 1).nodes()).containsExactly(new OnNode(name(0), 1));
    assertThat(ask(marked(AppSpec.web(80)), 1).unplaced()).isEqualTo(1);
  }

  @Test
  void aDaemonComesToEveryNodeThatTakesIt() {
    tenant("update app set kind = 'DAEMON', replicas = 0");
    system("update node set schedulable = false where id = '%s'".formatted(nodes.get(1).value()));

    PlacementView view = ask(marked(AppSpec.worker()), null);

    assertThat(view.nodes())
        .containsExactlyInAnyOrder(new OnNode(name(0), 1), new OnNode(name(1), 1));
    assertThat(view.unplaced()).isZero();
  }

  @Test
  void aDaemonSaysWhichNodesAreTooFull() {
    system("update node set cpu_millis = 50 where id = '%s'".formatted(nodes.get(1).value()));
    var request = new TryPlacement(marked(AppSpec.worker()), null, Kind.DAEMON);

    PlacementView view = tenant.as(() -> placement.ofNewApp(tenant.environment().value(), request));

    assertThat(view.nodes()).containsExactly(new OnNode(name(0), 1));
    assertThat(view.unplaced()).isEqualTo(1);
    assertThat(view.sentence()).contains("too little CPU left (1)");
  }

  private void volume(VolumeAccess access) {
    var _ =
        tenant.as(() ->
            volumes.create(
                tenant.environment().value(), new CreateVolume("data", 64L << 20, access)));
  }

  private AppSpec mounting() {
    return marked(AppSpec.web(80)).withMounts(List.of(Mount.volume("data", "/data")));
  }

  private AppSpec marked(AppSpec spec) {
    return spec.withPlacement(
        new Placement(
            Map.of("mark", mark), List.of(), List.of(), List.of(), List.of(), Priority.NORMAL));
  }

  private PlacementView ask(AppSpec spec, @Nullable Integer replicas) {
    return tenant.as(() -> placement.ofApp(tenant.app().value(), new TryPlacement(spec, replicas)));
  }

  private void deploy(AppSpec spec) {
    tenant("update app set spec = cast('%s' as jsonb)".formatted(json.write(spec)));
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
