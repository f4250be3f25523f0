package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Two replicas with an agent endpoint each, on one database. */
@ServerTest
class ReplicasTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;

  private final AnnotationConfigApplicationContext other = new AnnotationConfigApplicationContext();
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode here;
  private FakeNode there;
  private UUID pod;
  private UUID route;

  @BeforeEach
  void begin() {
    other.setParent(application);
    other.register(
        Sessions.class, Assembler.class, Conversations.class, AgentDoor.class, AgentServer.class);
    other.refresh();
    rows = new TestPods(application);
    tenant = tenants.create();
    var nodes = new TestNodes(application);
    here = nodes.join(application.getBean(AgentServer.class).port());
    there = nodes.join(other.getBean(AgentServer.class).port());
    pod = rows.pod(tenant, here.id());
    UUID _ = rows.service(tenant);
    route = rows.route(tenant);
  }

  @AfterEach
  void end() {
    other.close();
  }

  @Test
  void eachReplicaHasStreamsOfItsOwn() {
    try (var first = FakeAgent.connect(here);
        var second = FakeAgent.connect(there)) {
      first.awaitSet(set -> set.completes() == 1);
      second.awaitSet(set -> set.completes() == 1);

      assertThat(application.getBean(Sessions.class).connected())
          .extracting(node -> node.value())
          .contains(here.id())
          .doesNotContain(there.id());
      assertThat(other.getBean(Sessions.class).connected())
          .extracting(node -> node.value())
          .containsExactly(there.id());
    }
  }

  @Test
  void aPodIsRoutedToOnceTheIngressOfEveryReplicaSaysSo() {
    try (var first = FakeAgent.connect(here);
        var second = FakeAgent.connect(there)) {
      second.awaitSet(set -> set.completes() == 1);
      second.keepQuiet();
      first.report(FakeAgent.ready(pod));
      second.awaitSet(set -> set.leadsTo(route).contains(pod.toString()));
      Eventually.neverHolds(() -> rows.observed(pod).routed());

      second.acknowledge();
      Eventually.holds(() -> rows.observed(pod).routed());
    }
  }

  @Test
  void itIsNoMoreOnceTheIngressOfEveryReplicaHasLetGo() {
    try (var first = FakeAgent.connect(here);
        var second = FakeAgent.connect(there)) {
      first.report(FakeAgent.ready(pod));
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
  void anIngressThatLeavesIsNotWaitedFor() {
    try (var first = FakeAgent.connect(here)) {
      try (var second = FakeAgent.connect(there)) {
        second.awaitSet(set -> set.completes() == 1);
        second.keepQuiet();
        first.report(FakeAgent.ready(pod));
        Eventually.neverHolds(() -> rows.observed(pod).routed());
      }
      Eventually.holds(() -> rows.observed(pod).routed());
    }
  }

  @Test
  void anIngressThatComesToAnotherReplicaIsHeardThere() {
    try (var first = FakeAgent.connect(here)) {
      try (var second = FakeAgent.connect(there)) {
        second.awaitSet(set -> set.completes() == 1);
        second.keepQuiet();
      }
      FakeNode moved = there.at(application.getBean(AgentServer.class).port());
      try (var second = FakeAgent.connect(moved)) {
        second.awaitSet(set -> set.completes() == 1);
        first.report(FakeAgent.ready(pod));
        Eventually.holds(() -> rows.observed(pod).routed());
      }
    }
  }
}
