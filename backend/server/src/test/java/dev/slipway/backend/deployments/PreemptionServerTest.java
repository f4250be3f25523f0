package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.CreateApp;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.api.placement.NodeRefusal;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.api.placement.Toleration;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Who goes when room is short, on the real tables with one full node. */
@ServerTest
class PreemptionServerTest {
  private static final AtomicInteger NODES = new AtomicInteger(1200);
  private static final int ROUNDS = 300;

  @Autowired Db db;
  @Autowired Json json;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired Authorizer authorizer;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;
  @Autowired Preemptor preempting;
  @Autowired AppsApi apps;

  /** Nodes of other tests have no such label, and their pods do not tolerate such a taint. */
  private final String mark = UUID.randomUUID().toString();

  private TestTenant tenant;
  private FakeAgents agents;
  private NodeId node;
  private long epoch;

  /** With room for two pods. */
  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 11);
    node = agents.join(NODES.getAndIncrement());
    system(
        """
        update node
           set cpu_millis = 200, labels = '{"mark": "%1$s"}',
               taints = '[{"key": "%1$s", "value": "", "effect": "NO_SCHEDULE", "since": "2026-01-01T00:00:00Z"}]'
         where id = '%2$s'
        """
            .formatted(mark, node.value()));
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    clean(tenant);
    agents.leave(node);
  }

  private void clean(TestTenant tenant) {
    in(tenant, "update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    in(tenant, "delete from pod");
    in(
        tenant,
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
  }

  @Test
  void theImportantAppGetsItsPlaceAndTheOtherWaits() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    AppId urgent = app(tenant, "urgent");
    push(tenant, urgent, Priority.HIGH, 1);
    until(() -> running(tenant, urgent) == 1);

    assertThat(running(tenant, tenant.app())).isEqualTo(1);
    assertThat(reasons(tenant)).contains("Preempting", "PodPreempted");
    until(() ->
        waiting(tenant.app()).stream()
            .anyMatch(pod -> pod.message() != null && pod.message().contains("lower priority")));
    assertThat(waiting(tenant.app()))
        .singleElement()
        .satisfies(pod -> {
          assertThat(pod.refusals()).contains(new NodeRefusal("Full", "too little CPU left", 1));
          assertThat(pod.message())
              .contains("No machine can take the pod: ")
              .contains(
                  "Ending pods of lower priority does not help: none there that may be ended for it (1)");
        });
  }

  @Test
  void afterwardsNobodyPushesAnybodyAnyMore() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    AppId urgent = app(tenant, "urgent");
    push(tenant, urgent, Priority.HIGH, 1);
    until(() -> running(tenant, urgent) == 1 && running(tenant, tenant.app()) == 1);
    List<String> before = placed();
    rounds(40);

    assertThat(placed()).isEqualTo(before);
    assertThat(reasons(tenant)).filteredOn("PodPreempted"::equals).hasSize(1);
  }

  @Test
  void whenTheImportantAppIsGoneTheOtherComesBack() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    AppId urgent = app(tenant, "urgent");
    push(tenant, urgent, Priority.HIGH, 1);
    until(() -> running(tenant, urgent) == 1);
    in(tenant, "update app set stopped = true where slug = 'urgent'");

    until(() -> running(tenant, tenant.app()) == 2);
  }

  @Test
  void otherOrganizationsAreNeverDisplaced() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    TestTenant stranger = tenants.create();
    push(stranger, stranger.app(), Priority.HIGH, 1);
    rounds(30);

    assertThat(running(tenant, tenant.app())).isEqualTo(2);
    assertThat(rows(stranger, "select preemption from pod where node_id is null"))
        .singleElement()
        .asString()
        .startsWith(
            "Ending pods of lower priority does not help: none there that may be ended for it (1)");
    clean(stranger);
  }

  @Test
  void whoeverAloneWritesToAVolumeIsNotEnded() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    system(
        "insert into pod_identity (organization_id, app_id, pod_id) select organization_id, app_id, id from pod where app_id = '%s' limit 1"
            .formatted(tenant.app().value()));
    String held = rows(tenant, "select pod_id::text from pod_identity").getFirst();
    AppId urgent = app(tenant, "urgent");
    push(tenant, urgent, Priority.HIGH, 2);
    until(() -> running(tenant, urgent) == 1);
    rounds(30);

    assertThat(running(tenant, urgent)).isEqualTo(1);
    assertThat(rows(tenant, "select id::text from pod where intent = 'RUN'")).contains(held);
  }

  @Test
  void theRoomIsKeptUntilTheVictimIsGone() {
    serve(tenant, tenant.app(), Priority.LOW, 2);
    AppId urgent = app(tenant, "urgent");
    push(tenant, urgent, Priority.HIGH, 1);
    until(
        () -> !rows(tenant, "select name from pod where nominated_node_id is not null").isEmpty());
    // Its victim is on its way out, and nobody plays the node: it does not get out.
    for (int i = 0; i < 5; i++) {
      reconcile();
    }

    assertThat(rows(tenant, "select name from pod where evict_reason = 'PREEMPTION'")).hasSize(1);
    assertThat(rows(tenant, "select nominated_node_id::text from pod where node_id is null"))
        .contains(node.value().toString());
    until(() -> running(tenant, urgent) == 1);
  }

  private void serve(TestTenant of, AppId app, Priority priority, int replicas) {
    push(of, app, priority, replicas);
    until(() ->
        running(of, app) == replicas
            && rows(of, "select state from deployment").contains("COMPLETE"));
  }

  private void push(TestTenant of, AppId app, Priority priority, int replicas) {
    AppSpec spec =
        AppSpec.web(80)
            .withPlacement(
                new Placement(
                    Map.of("mark", mark),
                    List.of(),
                    List.of(new Toleration(mark, null, null, null)),
                    List.of(),
                    List.of(),
                    priority));
    in(
        of,
        "update app set replicas = %d, spec = cast('%s' as jsonb) where id = '%s'"
            .formatted(replicas, json.write(spec), app.value()));
    AppScope scope = of.as(() -> authorizer.app(app, Permission.APPS_READ));
    var _ = deployments.start(scope, Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(app, Image.HEALTHY);
  }

  private AppId app(TestTenant of, String name) {
    return new AppId(
        of.as(() ->
                apps.create(
                    of.environment().value(),
                    new CreateApp(name, Kind.WEB, null, AppSpec.web(80), 1)))
            .id());
  }

  private List<PodView> waiting(AppId app) {
    return tenant.as(() -> apps.pods(app.value())).stream()
        .filter(pod -> pod.node() == null && !pod.leaving())
        .toList();
  }

  private int running(TestTenant of, AppId app) {
    return rows(
            of,
            "select name from pod where intent = 'RUN' and ready and routed and app_id = '%s'"
                .formatted(app.value()))
        .size();
  }

  private List<String> placed() {
    return rows(tenant, "select name from pod where node_id is not null order by name");
  }

  private List<String> reasons(TestTenant of) {
    return rows(of, "select reason from event");
  }

  private void until(BooleanSupplier there) {
    for (int i = 0; i < ROUNDS; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      reconcile();
      agents.act();
    }
    throw new AssertionError(
        "It stays so: "
            + rows(
                tenant,
                "select name || ' ' || intent || ' ' || phase || ' ' || coalesce(unplaced_reason, '') || ' ' || coalesce(preemption, '') from pod"));
  }

  private void rounds(int times) {
    for (int i = 0; i < times; i++) {
      reconcile();
      agents.act();
    }
  }

  private void reconcile() {
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = preempting.reconcile(epoch);
    var _ = draining.reconcile(epoch);
  }

  private List<String> rows(TestTenant of, String sql) {
    return transaction.execute(
        _ -> db.in(of.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void in(TestTenant of, String sql) {
    transaction.executeWithoutResult(_ -> db.in(of.organization()).sql(sql).update());
  }

  private void system(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
