package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.AppDisk;
import dev.slipway.protocol.DiskRules;
import dev.slipway.protocol.DiskUse;
import dev.slipway.protocol.Report;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What nodes say of their disks, and what they are told. */
@ServerTest
class NodeDiskTest {
  private static final long GIB = 1L << 30;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired KeptImageRepository images;
  @Autowired TransactionTemplate transactions;
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode node;

  @BeforeEach
  void join() {
    rows = new TestPods(application);
    tenant = tenants.create();
    node = new TestAgents(application).join();
  }

  private JsonNode disk() {
    return http.get("/api/v1/nodes/" + node.id() + "/disk", tenant.token()).json();
  }

  @Test
  void whatANodeSaysOfItsDiskIsShown() {
    assertThat(disk().path("condition").asString()).isEqualTo("UNKNOWN");
    var use =
        DiskUse.newBuilder()
            .setTotalBytes(100 * GIB)
            .setFreeBytes(14 * GIB)
            .setImageBytes(40 * GIB)
            .setCacheBytes(10 * GIB)
            .setLogBytes(2 * GIB)
            .setContainerBytes(GIB)
            .addApps(
                AppDisk.newBuilder().setAppId(tenant.app().value().toString()).setLogBytes(2 * GIB))
            .addApps(AppDisk.newBuilder().setAppId("'; drop table node --"));
    try (var agent = FakeAgent.connect(node)) {
      agent.report(Report.newBuilder().setDisk(use).build());
      Eventually.holds(() -> disk().path("total").asLong() == 100 * GIB);
      agent.report(Report.newBuilder().setDisk(use.setFreeBytes(13 * GIB)).build());
      Eventually.holds(() -> disk().path("used").asLong() == 87 * GIB);
    }
    JsonNode shown = disk();
    assertThat(shown.path("condition").asString()).isEqualTo("PRESSURE");
    assertThat(shown.path("other").asLong()).isEqualTo(34 * GIB);
    assertThat(shown.path("limits").path("builds").asInt()).isEqualTo(85);
    assertThat(shown.path("apps")).hasSize(1);
    assertThat(shown.path("apps").get(0).path("name").asString())
        .isEqualTo(tenant.slug() + "/shop/production/web");
    assertThat(shown.path("forecast").isObject()).isFalse();
  }

  @Test
  void aNodeNobodyKnowsHasNoDisk() {
    String nobody = "/api/v1/nodes/" + UUID.randomUUID() + "/disk";
    assertThat(http.get(nobody, tenant.token()).status()).isEqualTo(404);
  }

  /** The test's rows are complete deployments, each of a revision with another image. */
  @Test
  void theLastReleasesOfAnAppAreKeptWhereItsPodsAre() {
    for (int release = 1; release <= 5; release++) {
      UUID revision = rows.revision(tenant, AppSpec.web(8080), Map.of());
      rows.execute(
          "update revision set image_digest = 'sha256:' || repeat('%d', 64) where id = :id"
              .formatted(release),
          revision);
      UUID pod = rows.pod(tenant, revision, node.id());
      if (release < 5) {
        rows.execute("delete from pod where id = :id", pod);
      }
    }
    assertThat(kept(3)).containsExactly("3", "4", "5");
    assertThat(kept(1)).containsExactly("5");
    try (var agent = FakeAgent.connect(node)) {
      Eventually.holds(() -> agent.set().whole().getDisk().getKeptImagesCount() == 3);
      DiskRules told = agent.set().whole().getDisk();
      assertThat(told.getKeptImages(0)).contains("/acme/shop/production/web@sha256:3");
      assertThat(told.getCollectFromPercent()).isEqualTo(80);
      assertThat(told.getCollectToPercent()).isEqualTo(70);
      assertThat(told.getBuildLimitPercent()).isEqualTo(85);
    }
  }

  private java.util.List<String> kept(int releases) {
    return java.util.Objects.requireNonNull(
        transactions.execute(_ ->
            images.kept(Set.of(new dev.slipway.backend.kernel.NodeId(node.id())), releases).stream()
                .map(row -> row.digest().substring(7, 8))
                .toList()));
  }
}
