package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@DatabaseTest
class LostPodsTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired LostPods lost;
  private TestPods rows;
  private UUID silent;
  private UUID pod;

  @BeforeEach
  void runAPod() {
    rows = new TestPods(application);
    TestTenant tenant = tenants.create();
    new TestNodes(application).deleteAll();
    silent = rows.node("UNREACHABLE");
    pod = rows.pod(tenant, silent);
    rows.execute("update pod set phase = 'RUNNING', ready = true where id = :id", pod);
  }

  @Test
  void podsOfAnUnreachableNodeAreUnknownAndTakeNoRequests() {
    UUID _ = rows.node("READY");
    assertThat(lost.reconcile(tenants.lead()).changed()).isEqualTo(2);
    assertThat(rows.observed(pod).phase()).isEqualTo("UNKNOWN");
    assertThat(rows.observed(pod).ready()).isFalse();
    assertThat(lost.reconcile(tenants.lead()).changed()).isZero();
  }

  @Test
  void anUnreachableNodeHasToSayAgainWhatRunsThere() {
    UUID there = rows.node("READY");
    var _ = lost.reconcile(tenants.lead());
    assertThat(rows.podsUnknown(silent)).isTrue();
    assertThat(rows.podsUnknown(there)).isFalse();
  }

  @Test
  void whenMostNodesAreGoneTheirAddressesStay() {
    assertThat(lost.reconcile(tenants.lead()).changed()).isEqualTo(1);
    assertThat(rows.observed(pod).phase()).isEqualTo("UNKNOWN");
    assertThat(rows.observed(pod).ready()).isTrue();
  }
}
