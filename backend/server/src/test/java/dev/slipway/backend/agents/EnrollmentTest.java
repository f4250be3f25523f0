package dev.slipway.backend.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Joining, over the wire. */
@ServerTest
class EnrollmentTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Autowired ApplicationContext application;
  private TestNodes nodes;
  private TestAgents agents;
  private TestPods rows;

  @BeforeEach
  void find() {
    nodes = new TestNodes(application);
    agents = new TestAgents(application);
    rows = new TestPods(application);
  }

  @Test
  void aTokenAdmitsOneMachine() {
    String token = nodes.token(MINUTE);
    FakeNode node = agents.stranger().enroll(token, "first");
    assertThat(node.certificate().getNotAfter().toInstant())
        .isBefore(java.time.Instant.now().plus(Duration.ofHours(25)));
    assertThatThrownBy(() -> agents.stranger().enroll(token, "second"))
        .hasMessageContaining("has been used");
  }

  @Test
  void aMachineThatWantsATakenNameGetsOneNearIt() {
    FakeNode one = agents.stranger().enroll(nodes.token(MINUTE), "Twin_Machine");
    FakeNode other = agents.stranger().enroll(nodes.token(MINUTE), "Twin_Machine");
    try (var first = FakeAgent.connect(one);
        var second = FakeAgent.connect(other)) {
      assertThat(first.welcome().getNodeName()).startsWith("twin-machine");
      assertThat(second.welcome().getNodeName()).startsWith("twin-machine-");
      assertThat(first.welcome().getPodCidr()).isNotEqualTo(second.welcome().getPodCidr());
      assertThat(first.welcome().getPodCidr()).matches("10\\.6\\d\\..*/20");
    }
  }

  @Test
  void anExpiredTokenAdmitsNobody() {
    refuses(
        () -> agents.stranger().enroll(nodes.token(Duration.ofSeconds(-1)), "late"),
        Status.Code.PERMISSION_DENIED,
        "expired");
  }

  @Test
  void aMadeUpTokenAdmitsNobody() {
    String token = nodes.token(MINUTE);
    String forged = token.substring(0, token.length() - 25) + "0".repeat(25);
    refuses(() -> agents.stranger().enroll(forged, "x"), Status.Code.PERMISSION_DENIED, "unknown");
    refuses(
        () -> agents.stranger().enroll("let me in", "x"), Status.Code.PERMISSION_DENIED, "slp1_");
  }

  @Test
  void aTokenOfAnotherControlPlaneAdmitsNobodyAndIsNotUsedUp() {
    String token = nodes.token(MINUTE);
    String elsewhere = "slp1_" + "0".repeat(50) + token.substring(55);
    refuses(
        () -> agents.stranger().enroll(elsewhere, "x"),
        Status.Code.PERMISSION_DENIED,
        "another control plane");
    assertThat(agents.stranger().enroll(token, "x").id()).isNotNull();
  }

  @Test
  void whatACertificateRequestAsksForIsNotRead() throws Exception {
    FakeNode victim = agents.join();
    var wishes = new ExtensionsGenerator();
    wishes.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    wishes.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName(
                GeneralName.uniformResourceIdentifier, "spiffe://slipway/node/" + victim.id())));
    FakeNode stranger = agents.stranger();
    byte[] request =
        stranger.certificateRequest(
            "CN=" + victim.id(),
            builder ->
                builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes.generate()));
    FakeNode node = stranger.enroll(nodes.token(MINUTE), "mallory", request);
    assertThat(node.id()).isNotEqualTo(victim.id());
    assertThat(node.certificate().getBasicConstraints()).isEqualTo(-1);
    assertThat(node.certificate().getSubjectAlternativeNames())
        .hasToString("[[6, spiffe://slipway/node/%s]]".formatted(node.id()));
    assertThat(node.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=" + node.id());
  }

  @Test
  void aRequestThatIsNoneDoesNotUseTheTokenUp() {
    String token = nodes.token(MINUTE);
    refuses(
        () -> agents.stranger().enroll(token, "x", new byte[] {1, 2, 3}),
        Status.Code.INVALID_ARGUMENT,
        "certificate request");
    byte[] foreign = agents.stranger().certificateRequest("CN=x", builder -> builder);
    foreign[foreign.length - 1] ^= 1;
    refuses(
        () -> agents.stranger().enroll(token, "x", foreign),
        Status.Code.INVALID_ARGUMENT,
        "certificate request");
    assertThat(agents.stranger().enroll(token, "x").id()).isNotNull();
  }

  @Test
  void aNodeRenewsItsCertificate() {
    FakeNode node = agents.join();
    FakeNode renewed = node.renew();
    assertThat(renewed.id()).isEqualTo(node.id());
    assertThat(renewed.certificate().getSerialNumber())
        .isNotEqualTo(node.certificate().getSerialNumber());
    try (var agent = FakeAgent.connect(renewed)) {
      assertThat(agent.welcome().getNodeId()).isEqualTo(node.id().toString());
    }
  }

  @Test
  void withoutACertificateNothingButJoiningIsOpen() {
    refuses(() -> agents.stranger().renew(), Status.Code.UNAUTHENTICATED, "join first");
    try (var agent = FakeAgent.silent(agents.stranger())) {
      agent.heartbeat();
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void aRemovedNodesCertificateIsWorthNothing() {
    FakeNode node = agents.join();
    rows.execute("delete from node where id = :id", node.id());
    refuses(node::renew, Status.Code.PERMISSION_DENIED, "removed");
    try (var agent = FakeAgent.connect(node)) {
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsWorthNothing() {
    FakeNode node = agents.join();
    try (var agent = FakeAgent.connect(node.with(nodes.forgedChain(node)))) {
      assertThat(agent.end().isOk()).isFalse();
      assertThat(agent.end().getCode()).isIn(Status.Code.UNAVAILABLE, Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void anExpiredCertificateIsGoodForRenewingOnly() {
    FakeNode node = agents.join();
    FakeNode expired = node.with(nodes.expiredChain(node, Duration.ofDays(6)));
    try (var agent = FakeAgent.connect(expired)) {
      assertThat(agent.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
    assertThat(expired.renew().id()).isEqualTo(node.id());
    FakeNode forgotten = node.with(nodes.expiredChain(node, Duration.ofDays(8)));
    refuses(forgotten::renew, Status.Code.UNAUTHENTICATED, "not valid now");
  }

  private static void refuses(ThrowingCallable action, Status.Code code, String why) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              assertThat(e.getStatus().getDescription()).contains(why);
            });
  }
}
