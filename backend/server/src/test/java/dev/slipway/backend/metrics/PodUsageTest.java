package dev.slipway.backend.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.agents.Eventually;
import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.PodRequests;
import dev.slipway.protocol.PodUsage;
import dev.slipway.protocol.PodUse;
import dev.slipway.protocol.Report;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What nodes say of their pods' usage, and who gets to see it. */
@ServerTest
class PodUsageTest {
  private static final long MIB = 1 << 20;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired PodUsageBook book;
  @Autowired AppUsageSampler sampler;
  @Autowired PodUsageSweeper sweeper;
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode node;
  private UUID pod;

  @BeforeEach
  void join() {
    rows = new TestPods(application);
    tenant = tenants.create();
    node = new TestAgents(application).join();
    pod = rows.pod(tenant, node.id());
  }

  private JsonNode usage() {
    return http.get("/api/v1/apps/" + tenant.app().value() + "/usage", tenant.token()).json();
  }

  private static PodUse.Builder use(UUID pod, int cpu) {
    return PodUse.newBuilder().setPodId(pod.toString()).setCpuMillis(cpu).setMemoryBytes(120 * MIB);
  }

  private static PodRequests requests(String pod, double perSecond) {
    return PodRequests.newBuilder().setPodId(pod).setPerSecond(perSecond).build();
  }

  private void said(UUID by, PodUsage.Builder usage) {
    book.heard(new NodeId(by), usage.build());
    book.write();
  }

  @Test
  void whatAnAgentSaysIsShown() {
    var said = PodUsage.newBuilder().addPods(use(pod, 430));
    try (var agent = FakeAgent.connect(node)) {
      agent.report(Report.newBuilder().setUsage(said).build());
      Eventually.holds(() -> usage().path("pods").size() == 1);
    }
    JsonNode shown = usage().path("pods").get(0);
    assertThat(shown.path("pod").asString()).isEqualTo(pod.toString());
    assertThat(shown.path("cpuMillis").asInt()).isEqualTo(430);
    assertThat(shown.path("cpuRequestMillis").asInt()).isEqualTo(1000);
    assertThat(shown.path("memoryBytes").asLong()).isEqualTo(120 * MIB);
    assertThat(shown.path("memoryRequestBytes").asLong()).isEqualTo(512 * MIB);
  }

  @Test
  void requestsOfAllIngressesAreAddedUp() {
    UUID other = new TestAgents(application).join().id();
    said(
        node.id(),
        PodUsage.newBuilder()
            .addPods(use(pod, 100))
            .setRequestsKnown(true)
            .addRequests(requests(pod.toString(), 2.5)));
    said(
        other,
        PodUsage.newBuilder().setRequestsKnown(true).addRequests(requests(pod.toString(), 10)));
    assertThat(usage().path("pods").get(0).path("requestsPerSecond").asDouble()).isEqualTo(12.5);
    // One that names it no longer has led nothing there: its last word counts for a while only.
    rows.execute("update pod_usage set at = at - interval '1 minute' where node_id = :id", other);
    assertThat(usage().path("pods").get(0).path("requestsPerSecond").asDouble()).isEqualTo(2.5);
  }

  @Test
  void whatIsNoIngressHasNoSayOverRequests() {
    UUID other = new TestAgents(application).join().id();
    rows.execute("update node set roles = '{WORKLOAD}' where id = :id", other);
    said(
        other,
        PodUsage.newBuilder().setRequestsKnown(true).addRequests(requests(pod.toString(), 10)));
    assertThat(usage().path("pods")).isEmpty();
  }

  @Test
  void aNodeHasNoSayOverPodsElsewhere() {
    UUID other = new TestAgents(application).join().id();
    said(other, PodUsage.newBuilder().addPods(use(pod, 999_999)));
    assertThat(usage().path("pods")).isEmpty();
  }

  @Test
  void whatCannotBeIsLeftOut() {
    said(
        node.id(),
        PodUsage.newBuilder()
            .addPods(use(pod, -5))
            .addPods(PodUse.newBuilder().setPodId("'; drop table pod --").setCpuMillis(1))
            .setRequestsKnown(true)
            .addRequests(requests(pod.toString(), Double.NaN))
            .addRequests(requests(pod.toString(), Double.POSITIVE_INFINITY))
            .addRequests(requests(pod.toString(), -1))
            .addRequests(requests(UUID.randomUUID().toString(), 5)));
    JsonNode shown = usage().path("pods");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).path("cpuMillis").asInt()).isZero();
    assertThat(shown.get(0).path("requestsPerSecond").asDouble()).isZero();
  }

  @Test
  void whatIsOldIsNotKnownAnyMoreAndIsSwept() {
    said(node.id(), PodUsage.newBuilder().addPods(use(pod, 430)));
    rows.execute("update pod_usage set at = at - interval '46 seconds' where pod_id = :id", pod);
    assertThat(usage().path("pods")).isEmpty();
    rows.execute("update pod_usage set at = at - interval '1 hour' where pod_id = :id", pod);
    assertThat(sweeper.reconcile(tenants.lead()).changed()).isPositive();
  }

  @Test
  void anAppsSeriesIsWhatItsPodsUseTogether() {
    UUID second = rows.pod(tenant, node.id());
    said(
        node.id(),
        PodUsage.newBuilder()
            .addPods(use(pod, 430))
            .addPods(use(second, 70))
            .setRequestsKnown(true));
    long epoch = tenants.lead();
    assertThat(sampler.reconcile(epoch).changed()).isPositive();
    JsonNode last = usage().path("series").get(0);
    assertThat(last.path("pods").asInt()).isEqualTo(2);
    assertThat(last.path("cpuMillis").asInt()).isEqualTo(500);
    assertThat(last.path("memoryBytes").asLong()).isEqualTo(240 * MIB);
    assertThat(last.path("requestsPerSecond").asDouble()).isZero();
    // The same quarter of a minute again is no second sample, unless it has just ended.
    var _ = sampler.reconcile(epoch);
    assertThat(usage().path("series").size()).isBetween(1, 2);
  }
}
