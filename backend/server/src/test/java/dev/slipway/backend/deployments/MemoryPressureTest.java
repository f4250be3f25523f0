package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.placement.Placement;
import dev.slipway.api.placement.Placement.Priority;
import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Which pods leave a node that is short of memory. Each of them books 50 MiB. */
@DatabaseTest
class MemoryPressureTest {
  private final Instant now = Instant.now();
  private static final AppSpec SPEC = AppSpec.web(8080).withLimits(1000, 100L << 20, 64);

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired MemoryPressure pressure;
  @Autowired TransactionTemplate transaction;
  @Autowired Db db;
  private TestPods rows;
  private TestTenant tenant;
  private UUID node;
  private long epoch;

  @BeforeEach
  void aNodeThatIsShortOfMemoryAndAnotherOne() {
    rows = new TestPods(application);
    tenant = tenants.create();
    new TestNodes(application).deleteAll();
    node = rows.node("READY");
    UUID _ = rows.node("READY");
    pressed(Duration.ofMinutes(1));
    epoch = tenants.lead();
  }

  @Test
  void whoIsFurthestAboveWhatItBookedLeavesFirst() {
    UUID _ = pod(SPEC, 60);
    UUID most = pod(SPEC, 90);
    assertThat(step(now)).isEqualTo(1);
    assertThat(leaving()).containsExactly(most);
  }

  @Test
  void theLessImportantLeaveBeforeThoseFurtherAbove() {
    UUID _ = pod(SPEC, 90);
    UUID low =
        pod(
            SPEC.withPlacement(
                new Placement(Map.of(), List.of(), List.of(), List.of(), List.of(), Priority.LOW)),
            60);
    assertThat(step(now)).isEqualTo(1);
    assertThat(leaving()).containsExactly(low);
  }

  @Test
  void whoKeepsToWhatItBookedStays() {
    UUID _ = pod(SPEC, 50);
    assertThat(step(now)).isZero();
  }

  @Test
  void nobodyElseLeavesUntilItIsKnownWhatThatHelped() {
    UUID first = pod(SPEC, 90);
    UUID _ = pod(SPEC, 80);
    assertThat(step(now)).isEqualTo(1);
    assertThat(step(now.plusSeconds(180))).isZero();
    rows.execute("delete from pod where id = :id", first);
    measured(now.plusSeconds(60));
    assertThat(step(now.plusSeconds(60))).isZero();
    measured(now.plusSeconds(180));
    assertThat(step(now.plusSeconds(180))).isEqualTo(1);
  }

  @Test
  void aPeakIsNoShortage() {
    pressed(Duration.ofSeconds(20));
    UUID _ = pod(SPEC, 90);
    assertThat(step(now)).isZero();
  }

  @Test
  void whatWasMeasuredLongAgoIsNotBelieved() {
    UUID _ = pod(SPEC, 90);
    measured(now.minusSeconds(120));
    assertThat(step(now)).isZero();
  }

  @Test
  void nobodyLeavesWhereNoOtherNodeCouldTakeIt() {
    UUID _ = pod(SPEC, 90);
    rows.execute("update node set schedulable = false where id <> :id", node);
    assertThat(step(now)).isZero();
  }

  @Test
  void whoIsStillThereWhenMemoryIsBackStays() {
    UUID _ = pod(SPEC, 90);
    assertThat(step(now)).isEqualTo(1);
    rows.execute("update node set conditions = '{}' where id = :id", node);
    assertThat(step(now)).isEqualTo(1);
    assertThat(leaving()).isEmpty();
  }

  private void pressed(Duration since) {
    rows.execute(
        "update node set conditions = '{\"MEMORY_PRESSURE\": {\"since\": \"%s\", \"message\": \"m\"}}' where id = :id"
            .formatted(now.minus(since)),
        node);
  }

  private UUID pod(AppSpec spec, long mebibytes) {
    UUID pod = rows.pod(tenant, rows.revision(tenant, spec, Map.of()), node);
    rows.execute(
        """
        insert into pod_usage (organization_id, pod_id, node_id, at, memory_bytes)
        select organization_id, id, node_id, '%s', %d from pod where id = :id
        """
            .formatted(now, mebibytes << 20),
        pod);
    return pod;
  }

  private void measured(Instant at) {
    rows.execute("update pod_usage set at = '%s' where node_id = :id".formatted(at), node);
  }

  private int step(Instant at) {
    return transaction.execute(_ -> pressure.step(epoch, at));
  }

  private List<UUID> leaving() {
    return transaction.execute(_ ->
        db.system()
            .sql("select id from pod where node_id = :node and evict_reason = 'PRESSURE'")
            .param("node", node)
            .query((row, _) -> row.getObject("id", UUID.class))
            .list());
  }
}
