package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.nodes.Heartbeats;
import dev.slipway.backend.security.Vault;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What a node is told, over the wire. */
@ServerTest
class ConversationTest {
  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired Vault vault;
  @Autowired TransactionTemplate transactions;
  private TestAgents agents;
  private TestPods rows;
  private TestTenant tenant;
  private FakeNode node;

  @BeforeEach
  void join() {
    agents = new TestAgents(application);
    rows = new TestPods(application);
    tenant = tenants.create();
    node = agents.join();
  }

  @Test
  void aNodeIsWelcomedAndTheConnectionIsWrittenDown() {
    try (var agent = FakeAgent.connect(node)) {
      assertThat(agent.welcome().getNodeId()).isEqualTo(node.id().toString());
      assertThat(agent.welcome().getRegistryUser()).isEqualTo("node:" + node.id());
      assertThat(agent.welcome().getRegistryPassword()).hasSizeGreaterThan(40);
      assertThat(agent.welcome().getServiceCidr()).isEqualTo("10.96.0.0/16");
      agent.awaitSet(set -> set.completes() == 1);
      assertThat(rows.eventsOf(node.id())).anyMatch(event -> event.startsWith("- NodeReady"));
    }
  }

  @Test
  void theFirstSetIsCompleteAndThenComesWhatChanges() {
    UUID pod = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(pod) != null);
      assertThat(agent.set().completes()).isEqualTo(1);
      UUID second = rows.pod(tenant, node.id());
      agent.awaitSet(set -> set.pod(second) != null);
      rows.intend(pod, "STOP");
      agent.awaitSet(set -> intent(set.pod(pod)) == Intent.STOP);
      assertThat(agent.set().completes()).isEqualTo(1);
      assertThat(agent.set().deltas()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aNodeIsToldOfItsOwnPodsOnly() {
    FakeNode other = agents.join();
    UUID mine = rows.pod(tenant, node.id());
    UUID theirs = rows.pod(tenant, other.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(mine) != null);
      assertThat(agent.set().pod(theirs)).isNull();
    }
  }

  @Test
  void aPodCarriesItsSpecAndItsConfig() {
    String context = "app/%s/API_KEY".formatted(tenant.app().value());
    byte[] encrypted =
        transactions.execute(_ ->
            vault.encrypt(
                tenant.organization(), context, "s3cret".getBytes(StandardCharsets.UTF_8)));
    UUID revision =
        rows.revision(
            tenant,
            AppSpec.web(8080),
            Map.of(
                "GREETING", Map.of("plain", "hello"),
                "API_KEY", Map.of("secret", Base64.getEncoder().encodeToString(encrypted))));
    UUID id = rows.pod(tenant, revision, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(id) != null);
      Pod pod = pod(agent, id);
      assertThat(pod.getEnvironmentMap())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "GREETING", "hello",
                  "API_KEY", "s3cret",
                  "PORT", "8080",
                  "SLIPWAY_APP", "web",
                  "SLIPWAY_ENVIRONMENT", "production",
                  "SLIPWAY_REVISION", "1"));
      assertThat(pod.getImage()).startsWith("127.0.0.1:5500/acme/shop/production/web@sha256:0000");
      assertThat(pod.getPort()).isEqualTo(8080);
      assertThat(pod.getReadiness().getTcp().getPort()).isEqualTo(8080);
      assertThat(pod.getDnsSearch()).isEqualTo("production.shop.internal");
      assertThat(pod.getNetworkId()).isEqualTo(tenant.environment().value().toString());
    }
  }

  @Test
  void aSecretIsToldToTheNodeThatRunsThePodAndToNoOther() {
    String context = "app/%s/API_KEY".formatted(tenant.app().value());
    byte[] encrypted =
        transactions.execute(_ ->
            vault.encrypt(
                tenant.organization(), context, "canary-4711".getBytes(StandardCharsets.UTF_8)));
    UUID revision =
        rows.revision(
            tenant,
            AppSpec.web(8080),
            Map.of("API_KEY", Map.of("secret", Base64.getEncoder().encodeToString(encrypted))));
    FakeNode elsewhere = agents.join();
    UUID secret = rows.pod(tenant, revision, node.id());
    UUID other = rows.pod(tenant, elsewhere.id());
    try (var runs = FakeAgent.connect(node);
        var none = FakeAgent.connect(elsewhere)) {
      runs.awaitSet(set -> set.pod(secret) != null);
      none.awaitSet(set -> set.pod(other) != null);
      Pod pod = pod(runs, secret);
      assertThat(pod.getEnvironmentMap()).containsEntry("API_KEY", "canary-4711");
      // What it has to blot out of the pod's log.
      assertThat(pod.getSecretNamesList()).containsExactly("API_KEY");
      assertThat(none.set().whole().toString()).doesNotContain("canary-4711");
    }
  }

  @Test
  void aPodWithAnUnreadableSecretDoesNotStartAndDisturbsNobody() {
    UUID revision =
        rows.revision(
            tenant, AppSpec.web(8080), Map.of("API_KEY", Map.of("secret", "AAAAAAAAAAAAAAAA")));
    UUID broken = rows.pod(tenant, revision, node.id());
    UUID sound = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(sound) != null);
      assertThat(agent.set().pod(broken)).isNull();
    }
  }

  @Test
  void aNodeThatComesBackGetsACompleteSet() {
    UUID pod = rows.pod(tenant, node.id());
    long generation;
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(pod) != null);
      generation = agent.set().generation();
    }
    UUID later = rows.pod(tenant, node.id());
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.pod(later) != null);
      assertThat(agent.set().pod(pod)).isNotNull();
      assertThat(agent.set().completes()).isEqualTo(1);
      assertThat(agent.set().generation()).isGreaterThan(generation);
    }
  }

  @Test
  void aSecondStreamOfANodeEndsTheFirst() {
    UUID pod = rows.pod(tenant, node.id());
    try (var first = FakeAgent.connect(node)) {
      first.awaitSet(set -> set.completes() == 1);
      try (var second = FakeAgent.connect(node)) {
        assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
        second.awaitSet(set -> set.pod(pod) != null);
        second.report(FakeAgent.ready(pod));
        Eventually.holds(() -> rows.observed(pod).ready());
        assertThat(second.isOpen()).isTrue();
      }
    }
  }

  @Test
  void anotherMachineWithTheIdentityOfOneThatIsHeardIsRefused() {
    try (var first = FakeAgent.connect(node, instance("first"))) {
      first.awaitSet(set -> set.completes() == 1);
      try (var copy = FakeAgent.connect(node, instance("copy"))) {
        assertThat(copy.end().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      }
      assertThat(first.isOpen()).isTrue();
    }
  }

  @Test
  void anAgentThatIsStartedAgainIsLetInAsSoonAsItsFormerStreamHasEnded() {
    try (var first = FakeAgent.connect(node, instance("first"))) {
      first.awaitSet(set -> set.completes() == 1);
    }
    Eventually.holds(() -> {
      try (var again = FakeAgent.connect(node, instance("again"))) {
        return again.welcomed();
      }
    });
  }

  @Test
  void theSameAgentComesBackWhileItsFormerStreamSeemsOpen() {
    try (var first = FakeAgent.connect(node, instance("first"))) {
      assertThat(first.welcome()).isNotNull();
      try (var again = FakeAgent.connect(node, instance("first"))) {
        assertThat(again.welcome()).isNotNull();
        assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
      }
    }
  }

  @Test
  void aStreamThatDoesNotBeginWithAHelloEnds() {
    try (var agent = FakeAgent.silent(node)) {
      agent.heartbeat();
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aRemovedNodesStreamEnds() {
    try (var agent = FakeAgent.connect(node)) {
      agent.keepQuiet();
      agent.awaitSet(set -> set.completes() == 1);
      rows.execute("delete from node where id = :id", node.id());
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aNodeThatKnowsMoreThanTheDatabaseIsSpokenOf() {
    var hello = FakeAgent.hello().toBuilder().setAppliedEpoch(9).setAppliedGeneration(1L << 40);
    try (var agent = FakeAgent.connect(node, hello.build())) {
      assertThat(agent.welcome()).isNotNull();
      assertThat(rows.eventsOf(node.id())).anyMatch(event -> event.startsWith("- NodeAhead"));
    }
  }

  @Test
  void heartbeatsAreWrittenDown() {
    try (var agent = FakeAgent.connect(node)) {
      agent.awaitSet(set -> set.completes() == 1);
      rows.execute(
          "update node set last_seen_at = now() - interval '1 hour' where id = :id", node.id());
      agent.heartbeat();
      Eventually.holds(() -> rows.silentSeconds(node.id()) < 10);
      assertThat(application.getBean(Heartbeats.class).isRunning()).isTrue();
    }
  }

  private static Hello instance(String name) {
    return FakeAgent.hello().toBuilder().setInstance(name).build();
  }

  private static Pod pod(FakeAgent agent, UUID id) {
    Pod pod = agent.set().pod(id);
    assertThat(pod).isNotNull();
    return java.util.Objects.requireNonNull(pod);
  }

  private static Intent intent(@Nullable Pod pod) {
    return pod == null ? Intent.INTENT_UNSPECIFIED : pod.getIntent();
  }
}
