package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.storage.Measured;
import dev.slipway.backend.storage.VolumeFiling;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Apps whose pods must not overlap, whatever nodes do. */
@ServerTest
class OneWriterTest {
  private static final AtomicInteger NODES = new AtomicInteger(200);
  private static final int ROUNDS = 300;
  private static final long SIZE = 64L << 20;

  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentQueries queries;
  @Autowired DeploymentReconciler deploying;
  @Autowired ReplicaReconciler aligning;
  @Autowired PodPlacer placing;
  @Autowired PodDrainer draining;
  @Autowired AppsApi apps;
  @Autowired VolumesApi volumes;
  @Autowired VolumeFiling filing;

  private TestTenant tenant;
  private FakeAgents agents;
  private NodeId first;
  private NodeId second;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 7);
    first = agents.join(NODES.getAndIncrement());
    second = agents.join(NODES.getAndIncrement());
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update("update app set current_deployment_id = null, replicas = 0, deleted_at = now()");
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
    agents.leave(first);
    agents.leave(second);
  }

  @Test
  void neverAreThereTwoWritersDuringRollouts() {
    VolumeView data = mounting(VolumeAccess.SINGLE_WRITER);
    deploy(Image.HEALTHY, State.COMPLETE);
    VolumeView bound = view(data);
    assertThat(bound.state()).isEqualTo(VolumeState.ON_NODE);
    for (int i = 0; i < 3; i++) {
      deploy(Image.HEALTHY, State.COMPLETE);
      assertThat(view(data).node()).isEqualTo(bound.node());
    }
    deploy(Image.CRASHING, State.ROLLED_BACK);
    settled();
    assertThat(view(data).node()).isEqualTo(bound.node());
  }

  @Test
  void theNextPodWaitsUntilNothingIsLeftOfTheLast() {
    mounting(VolumeAccess.SINGLE_WRITER);
    deploy(Image.HEALTHY, State.COMPLETE);
    Started next = push();
    agents.built(tenant.app(), Image.HEALTHY);
    // The machine does not answer any more: what runs there may write for hours.
    update("update pod set ready = false, routed = false, phase = 'UNKNOWN'");
    for (int i = 0; i < 20; i++) {
      reconcile();
    }
    assertThat(list("select name from pod where node_id is not null")).hasSize(1);
    assertThat(list("select unplaced_reason from pod where node_id is null"))
        .singleElement()
        .asString()
        .contains(
            "One pod at a time writes to the volume data: waiting until nothing is left of pod");
    assertThat(list("select reason from event")).doesNotContain("FailedScheduling");
    system("delete from pod where node_id is not null and organization_id = :organization");
    settle(next);
    settled();
  }

  @Test
  void theDatabaseItselfRefusesASecondWriter() {
    mounting(VolumeAccess.SINGLE_WRITER);
    deploy(Image.HEALTHY, State.COMPLETE);
    update("update app set replicas = 2");
    var _ = aligning.reconcile(epoch);
    assertThatThrownBy(() ->
            system(
                """
                insert into pod_volume (organization_id, pod_id, volume_id, read_only, single_writer)
                select p.organization_id, p.id, v.id, false, true
                  from pod p join volume v on v.organization_id = p.organization_id
                 where p.node_id is null and p.organization_id = :organization
                """))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void sharedVolumesKeepPodsTogether() {
    VolumeView media = mounting(VolumeAccess.SHARED);
    update("update app set replicas = 4");
    deploy(Image.HEALTHY, State.COMPLETE);
    assertThat(list("select distinct node_id::text from pod")).hasSize(1);
    assertThat(view(media).users()).singleElement().matches(user -> user.running());
  }

  @Test
  void anAppOfOneIdentityHasOnePodEver() {
    spec(AppSpec.web(8080).withIdentity(Identity.ONE));
    for (int i = 0; i < 4; i++) {
      deploy(Image.HEALTHY, State.COMPLETE);
    }
  }

  @Test
  void aVolumeOnARemovedMachineIsLostAndItsAppWaits() {
    VolumeView data = mounting(VolumeAccess.SINGLE_WRITER);
    deploy(Image.HEALTHY, State.COMPLETE);
    UUID home = UUID.fromString(list("select node_id::text from volume").getFirst());
    agents.leave(new NodeId(home));
    assertThat(view(data).state()).isEqualTo(VolumeState.LOST);
    for (int i = 0; i < 3; i++) {
      reconcile();
    }
    assertThat(list("select unplaced_reason from pod"))
        .singleElement()
        .asString()
        .startsWith("The volume data lay on a machine that was removed.");
  }

  @Test
  void onlyItsMachineSaysHowFullItIsAndThatItIsGone() {
    VolumeView data = mounting(VolumeAccess.SINGLE_WRITER);
    deploy(Image.HEALTHY, State.COMPLETE);
    var home = new NodeId(UUID.fromString(list("select node_id::text from volume").getFirst()));
    NodeId stranger = home.equals(first) ? second : first;
    report(stranger, measured(data, SIZE));
    assertThat(view(data).usage()).isNull();
    report(home, measured(data, SIZE / 2));
    report(home, measured(data, SIZE / 20 * 19));
    report(home, measured(data, SIZE / 20 * 19));
    assertThat(view(data).usage()).isNotNull();
    assertThat(list("select reason from event where reason like 'Volume%'"))
        .containsExactlyInAnyOrder("VolumeCreated", "VolumeNearlyFull");
    assertThatThrownBy(() -> delete(data)).hasMessageContaining("is used by web");
    removed(home, data);
    assertThat(view(data).state()).as("nobody asked for it").isEqualTo(VolumeState.ON_NODE);

    update("update app set current_deployment_id = null, replicas = 0, spec = spec - 'mounts'");
    system("delete from pod where organization_id = :organization");
    delete(data);
    assertThat(view(data).state()).isEqualTo(VolumeState.DELETING);
    removed(stranger, data);
    assertThat(view(data).state()).isEqualTo(VolumeState.DELETING);
    removed(home, data);
    assertThat(list("select name from volume")).isEmpty();
  }

  private static Measured measured(VolumeView volume, long used) {
    return new Measured(volume.id(), used, SIZE, 3, 100, true, null);
  }

  private void report(NodeId node, Measured measured) {
    transaction.executeWithoutResult(_ -> filing.measured(node, List.of(measured)));
  }

  private void removed(NodeId node, VolumeView volume) {
    transaction.executeWithoutResult(_ -> filing.removed(node, Set.of(volume.id())));
  }

  private VolumeView mounting(VolumeAccess access) {
    VolumeView made =
        tenant.as(() ->
            volumes.create(tenant.environment().value(), new CreateVolume("data", SIZE, access)));
    spec(AppSpec.web(8080).withMounts(List.of(Mount.volume("data", "/data"))));
    return made;
  }

  private void spec(AppSpec spec) {
    var _ =
        tenant.as(() -> apps.update(tenant.app().value(), new UpdateApp(null, spec, null), null));
  }

  private VolumeView view(VolumeView volume) {
    return tenant.as(() -> volumes.volume(volume.id()));
  }

  private void delete(VolumeView volume) {
    tenant.as(() -> {
      volumes.delete(volume.id());
      return true;
    });
  }

  private void deploy(Image image, State end) {
    Started started = push();
    agents.built(tenant.app(), image);
    settle(started);
    assertThat(queries.deployment(tenant.appScope(), started.deployment()).state()).isEqualTo(end);
  }

  private Started push() {
    return deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
  }

  private void settle(Started started) {
    for (int i = 0; i < ROUNDS; i++) {
      if (queries.deployment(tenant.appScope(), started.deployment()).state().ended()) {
        return;
      }
      round();
    }
    throw new AssertionError(
        "still open: "
            + list(
                "select name || ' ' || intent || ' ' || phase || ' ' || coalesce(unplaced_reason, '') from pod"));
  }

  private void settled() {
    for (int i = 0; i < ROUNDS; i++) {
      if (list("select name from pod where intent <> 'RUN' or not ready").isEmpty()
          && list("select name from pod").size() == 1) {
        return;
      }
      round();
    }
    throw new AssertionError("pods stay: " + list("select name || intent || phase from pod"));
  }

  private void round() {
    reconcile();
    agents.act();
  }

  private void reconcile() {
    var _ = deploying.reconcile(epoch);
    var _ = aligning.reconcile(epoch);
    var _ = placing.reconcile(epoch);
    var _ = draining.reconcile(epoch);
    if (list("select id::text from app where replicas > 1").isEmpty()) {
      assertThat(list("select name from pod where node_id is not null"))
          .as("pods on machines")
          .hasSizeLessThan(2);
    }
  }

  /** Rows of this tenant only. */
  private List<String> list(String sql) {
    return transaction.execute(
        _ -> db.in(tenant.organization()).sql(sql).query((row, _) -> row.getString(1)).list());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  private void system(String sql) {
    transaction.executeWithoutResult(
        _ -> db.system().sql(sql).param("organization", tenant.organization().value()).update());
  }
}
