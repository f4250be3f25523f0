package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.ContainerStatus;
import dev.slipway.protocol.NodeEvent;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.Report;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a node says, over the wire, and what comes of it. */
@ServerTest
class ReportTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode node;
  private FakeNode other;

  @BeforeEach
  void join() {
    var agents = new TestAgents(application);
    rows = new TestPods(application);
    tenant = tenants.create();
    node = agents.join();
    other = agents.join();
  }

  @Test
  void statusesAreFiled() {
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(
          PodStatus.newBuilder()
              .setId(pod.toString())
              .setPhase(Phase.EXITED)
              .setRestarts(3)
              .setExitCode(137)
              .setReason("OOMKilled")
              .setMessage("It needed more memory than it may have.\0")
              .build());
      Eventually.holds(() -> rows.observed(pod).restarts() == 3);
      assertThat(rows.observed(pod))
          .isEqualTo(new TestPods.Observed("EXITED", false, false, 3, "OOMKilled", false));
    }
  }

  @Test
  void eachContainerOfAPodIsFiledAndShown() {
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(
          PodStatus.newBuilder()
              .setId(pod.toString())
              .setPhase(Phase.STARTING)
              .addContainers(
                  ContainerStatus.newBuilder()
                      .setName("migrate")
                      .setPhase(Phase.EXITED)
                      .setRestarts(2)
                      .setExitCode(3)
                      .setReason("Error")
                      .setMessage("No database.\0"))
              .addContainers(ContainerStatus.newBuilder().setName("app"))
              .build());
      Eventually.holds(() -> rows.observed(pod).phase().equals("STARTING"));
    }
    JsonNode shown =
        http.get("/api/v1/apps/%s/pods".formatted(tenant.app().value()), tenant.token())
            .json()
            .get(0)
            .path("containers");
    assertThat(shown.get(0).path("name").asString()).isEqualTo("migrate");
    assertThat(shown.get(0).path("phase").asString()).isEqualTo("EXITED");
    assertThat(shown.get(0).path("restarts").asInt()).isEqualTo(2);
    assertThat(shown.get(0).path("exitCode").asInt()).isEqualTo(3);
    assertThat(shown.get(0).path("message").asString()).isEqualTo("No database.");
    assertThat(shown.get(1).path("phase").asString()).isEqualTo("PENDING");
    assertThat(shown.get(1).path("exitCode").isNull()).isTrue();
  }

  @Test
  void whatHasEndedHasEndedWhateverIsSaidLater() {
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(
          PodStatus.newBuilder()
              .setId(pod.toString())
              .setPhase(Phase.FAILED)
              .setExitCode(3)
              .setReason("Error")
              .build());
      Eventually.holds(() -> rows.observed(pod).phase().equals("FAILED"));
      agent.report(FakeAgent.ready(pod));
    }
    // An agent that has forgotten it does not make it begin again.
    try (var agent = FakeAgent.connect(node)) {
      assertThat(agent.welcome()).isNotNull();
      assertThat(rows.observed(pod))
          .isEqualTo(new TestPods.Observed("FAILED", false, false, 0, "Error", false));
    }
  }

  @Test
  void theHelloTellsTheTruthAboutAllPods() {
    UUID running = rows.pod(tenant, node.id());
    UUID lost = rows.pod(tenant, node.id());
    UUID ended = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(FakeAgent.ready(lost));
      Eventually.holds(() -> rows.observed(lost).ready());
    }
    rows.intend(ended, "STOP");
    try (var agent = FakeAgent.connect(node, FakeAgent.ready(running))) {
      assertThat(agent.welcome()).isNotNull();
      assertThat(rows.observed(running).ready()).isTrue();
      assertThat(rows.observed(lost).phase()).isEqualTo("PENDING");
      assertThat(rows.observed(lost).ready()).isFalse();
      assertThat(rows.exists(ended)).isFalse();
    }
  }

  @Test
  void aNodeHasNoSayOverPodsOfOthers() {
    UUID theirs = rows.pod(tenant, other.id());
    rows.intend(theirs, "STOP");
    UUID mine = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node, FakeAgent.ready(theirs))) {
      agent.report(
          Report.newBuilder()
              .addPods(FakeAgent.ready(theirs))
              .addPods(FakeAgent.ready(mine))
              .addGonePods(theirs.toString())
              .addEvents(event("Stolen", theirs.toString()))
              .build());
      Eventually.holds(() -> rows.observed(mine).ready());
      assertThat(rows.exists(theirs)).isTrue();
      assertThat(rows.observed(theirs).ready()).isFalse();
      assertThat(rows.eventsOf(node.id())).noneMatch(event -> event.contains("Stolen"));
    }
  }

  @Test
  void aGonePodIsOverOnlyWhenItWasToldToStop() {
    UUID vanished = rows.pod(tenant, node.id());
    UUID stopped = rows.pod(tenant, node.id());
    rows.intend(stopped, "STOP");
    try (var agent = FakeAgent.connect(node, FakeAgent.ready(vanished), FakeAgent.ready(stopped))) {
      agent.awaitSet(set -> set.completes() == 1);
      agent.report(
          Report.newBuilder()
              .addGonePods(vanished.toString())
              .addGonePods(stopped.toString())
              .addGonePods("no id at all")
              .build());
      Eventually.holds(() -> !rows.exists(stopped));
      assertThat(rows.exists(vanished)).isTrue();
      assertThat(rows.observed(vanished).ready()).isFalse();
      agent.awaitSet(set -> set.pod(stopped) == null && set.pod(vanished) != null);
    }
  }

  @Test
  void whoseAnEventIsComesFromThePod() {
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(
          Report.newBuilder()
              .addEvents(event("ProbeFailed", pod.toString()))
              .addEvents(event("drop table", ""))
              .build());
      Eventually.holds(() -> rows.eventsOf(node.id()).size() >= 4);
      assertThat(rows.eventsOf(node.id()))
          .contains(
              tenant.organization().value() + " ProbeFailed It happened.",
              "- NodeEvent It happened.");
    }
  }

  @Test
  void anOldStreamsReportsAreNotFiled() {
    UUID pod = rows.pod(tenant, node.id());
    try (var first = FakeAgent.connect(node)) {
      first.awaitSet(set -> set.completes() == 1);
      // As if the node had connected to another replica.
      rows.execute("update node set registry_secret_hash = '\\x00' where id = :id", node.id());
      first.report(FakeAgent.ready(pod));
      assertThat(first.end().isOk()).isFalse();
      assertThat(rows.observed(pod).ready()).isFalse();
    }
  }

  @Test
  void aReadyPodIsRoutedOnceTheIngressNodesHaveAcknowledgedIt() {
    UUID service = rows.service(tenant);
    UUID route = rows.route(tenant);
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node);
        var second = FakeAgent.connect(other)) {
      second.awaitSet(set -> set.completes() == 1);
      second.keepQuiet();
      agent.report(FakeAgent.ready(pod));
      agent.awaitSet(set -> set.endpoints(service).contains(pod.toString()));
      second.awaitSet(set -> set.leadsTo(route).contains(pod.toString()));
      // It has no pod of the environment, so nobody there asks for its services.
      assertThat(second.set().service(service)).isNull();
      Eventually.neverHolds(() -> rows.observed(pod).routed());
      second.acknowledge();
      Eventually.holds(() -> rows.observed(pod).routed());

      second.keepQuiet();
      rows.intend(pod, "DRAIN");
      second.awaitSet(set -> set.leadsTo(route).isEmpty());
      Eventually.neverHolds(() -> !rows.observed(pod).routed());
      second.acknowledge();
      Eventually.holds(() -> !rows.observed(pod).routed());
    }
  }

  @Test
  void aWorkerIsRoutedAsSoonAsItIsReady() {
    UUID pod = rows.pod(tenant, rows.revision(tenant, AppSpec.worker(), Map.of()), node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.report(FakeAgent.ready(pod));
      Eventually.holds(() -> rows.observed(pod).routed());
    }
  }

  private static NodeEvent event(String reason, String pod) {
    return NodeEvent.newBuilder()
        .setSeverity("WARNING")
        .setReason(reason)
        .setMessage("It happened.")
        .setPodId(pod)
        .setAppId(UUID.randomUUID().toString())
        .build();
  }
}
