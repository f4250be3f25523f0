package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.StartStepView;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.Phase;
import dev.slipway.protocol.PodStatus;
import dev.slipway.protocol.StartStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How pods' starts go, as a node tells it and whoever may see the app reads it. */
@ServerTest
class StartStepsTest {
  private static final Instant BEGUN = Instant.parse("2026-01-01T12:00:00Z");

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired AppsApi apps;
  private TestTenant tenant;
  private FakeNode node;
  private UUID pod;

  @BeforeEach
  void join() {
    tenant = tenants.create();
    node = new TestAgents(application).join();
    pod = new TestPods(application).pod(tenant, node.id());
  }

  private PodStatus.Builder starting(StartStep... steps) {
    return PodStatus.newBuilder()
        .setId(pod.toString())
        .setPhase(Phase.STARTING)
        .addAllSteps(List.of(steps));
  }

  private static StartStep.Builder step(StartStep.Kind kind) {
    return StartStep.newBuilder().setKind(kind).setBegunAtMillis(BEGUN.toEpochMilli());
  }

  private static StartStep ended(StartStep.Kind kind) {
    return step(kind).setEndedAtMillis(BEGUN.toEpochMilli() + 40).build();
  }

  private List<StartStepView> steps() {
    return tenant.as(() -> apps.pods(tenant.app().value())).stream()
        .filter(view -> view.id().equals(pod))
        .findFirst()
        .orElseThrow()
        .steps();
  }

  private static StartStepView read(StartStepView.Kind kind) {
    return new StartStepView(kind, BEGUN, BEGUN.plusMillis(40), null);
  }

  @Test
  void aStepShowsWhileItIsUnderWayAndWhenItHasEnded() {
    assertThat(steps()).isEmpty();
    try (var agent = FakeAgent.connect(node)) {
      agent.report(starting(step(StartStep.Kind.PULL).build()).build());
      Eventually.holds(() ->
          steps().equals(List.of(new StartStepView(StartStepView.Kind.PULL, BEGUN, null, null))));
      agent.report(starting(ended(StartStep.Kind.PULL), ended(StartStep.Kind.CREATE)).build());
      Eventually.holds(() ->
          steps().equals(List.of(read(StartStepView.Kind.PULL), read(StartStepView.Kind.CREATE))));
    }
  }

  @Test
  void aFailedStepSaysWhy() {
    try (var agent = FakeAgent.connect(node)) {
      agent.report(
          starting(
                  ended(StartStep.Kind.NETWORK).toBuilder()
                      .setFailure("The pod could not be plugged in.")
                      .build())
              .build());
      Eventually.holds(() -> !steps().isEmpty());
      assertThat(steps().getFirst().failure()).isEqualTo("The pod could not be plugged in.");
    }
  }

  @Test
  void whatAnAgentThatWasStartedAnewDoesNotKnowStands() {
    try (var agent = FakeAgent.connect(node)) {
      agent.report(starting(ended(StartStep.Kind.START)).build());
      Eventually.holds(() -> !steps().isEmpty());
      agent.report(FakeAgent.ready(pod));
      Eventually.holds(() ->
          tenant.as(() -> apps.pods(tenant.app().value())).stream()
              .anyMatch(view -> view.id().equals(pod) && view.ready()));
    }
    assertThat(steps()).containsExactly(read(StartStepView.Kind.START));
  }

  @Test
  void nonsenseIsNotKept() {
    try (var agent = FakeAgent.connect(node)) {
      var many = starting();
      for (int i = 0; i < 100; i++) {
        many.addSteps(ended(StartStep.Kind.CREATE).toBuilder().setFailure("x\0".repeat(1000)));
      }
      many.setSteps(0, StartStep.newBuilder().setKindValue(4711).setBegunAtMillis(-1));
      agent.report(many.build());
      Eventually.holds(() -> !steps().isEmpty());
      assertThat(steps()).hasSizeLessThanOrEqualTo(16);
      assertThat(steps().getFirst().failure()).hasSizeLessThanOrEqualTo(501).doesNotContain("\0");
    }
  }
}
