package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.slipway.api.people.Role;
import dev.slipway.api.terminals.TerminalsApi;
import dev.slipway.backend.agents.TestAgents;
import dev.slipway.backend.agents.TestPods;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalOpened;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** From the ticket over the real WebSocket to the node's real stream, and back. */
@ServerTest
class TerminalsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired TerminalsApi terminals;
  @Autowired OpenTerminals open;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestAgents agents;
  TestTenant tenant;
  FakeNode node;
  FakeAgent agent;
  UUID pod;

  @BeforeEach
  void aPodThatRuns() {
    agents = new TestAgents(application);
    tenant = tenants.create();
    node = agents.join();
    agent = connect(node);
    pod = new TestPods(application).pod(tenant, node.id());
    change("update pod set phase = 'RUNNING' where id = '%s'".formatted(pod));
  }

  @AfterEach
  void nobodyStays() {
    agent.close();
    Awaitility.await().atMost(LONG).until(() -> open.size() == 0);
  }

  private static FakeAgent connect(FakeNode node) {
    var agent = FakeAgent.connect(node);
    agent.awaitSet(set -> set.completes() == 1);
    return agent;
  }

  private String path() {
    return "/api/v1/apps/%s/pods/%s/terminal".formatted(tenant.app().value(), pod);
  }

  private String ticket() {
    TestHttp.Answer answer = http.post(path(), tenant.token(), "{\"columns\": 100, \"rows\": 30}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("ticket").asString();
  }

  private ToAgent hear(Predicate<ToAgent> wanted) {
    return Stream.generate(agent::next).filter(wanted).findFirst().orElseThrow();
  }

  private TerminalOpen hearOpen() {
    return hear(ToAgent::hasTerminalOpen).getTerminalOpen();
  }

  private void say(TerminalReport.Builder report) {
    agent.send(FromAgent.newBuilder().setTerminal(report).build());
  }

  private TerminalReport.Builder of(TerminalOpen asked) {
    return TerminalReport.newBuilder().setId(asked.getId());
  }

  /** Until there is a shell. */
  private TerminalOpen opened(TestSocket socket) {
    TerminalOpen asked = hearOpen();
    say(of(asked).setOpened(TerminalOpened.getDefaultInstance()));
    socket.isTold("opened");
    return asked;
  }

  @Test
  void whatIsTypedGoesToTheNodeAndWhatItShowsComesBack() {
    try (var socket = TestSocket.open(http, ticket())) {
      TerminalOpen asked = hearOpen();
      assertThat(asked.getPodId()).isEqualTo(pod.toString());
      assertThat(asked.getCommandList()).isEmpty();
      assertThat(asked.getSize().getColumns()).isEqualTo(100);
      socket.type("ls");
      say(of(asked).setOpened(TerminalOpened.getDefaultInstance()));
      assertThat(hear(ToAgent::hasTerminalInput).getTerminalInput().getData().toStringUtf8())
          .isEqualTo("ls");
      socket.type("\n");
      say(of(asked).setTaken(2));
      assertThat(hear(ToAgent::hasTerminalInput).getTerminalInput().getData().toStringUtf8())
          .isEqualTo("\n");
      say(of(asked).setOutput(ByteString.copyFromUtf8("app.py\r\n")));
      socket.sees("app.py");
      socket.say("{\"taken\": 8}");
      assertThat(hear(ToAgent::hasTerminalTaken).getTerminalTaken().getBytes()).isEqualTo(8);
      socket.say("{\"resize\": {\"columns\": 120, \"rows\": 40}}");
      assertThat(hear(ToAgent::hasTerminalResize).getTerminalResize().getSize().getRows())
          .isEqualTo(40);
      say(of(asked).setEnded(TerminalEnded.newBuilder().setReason("exited").setExitCode(3)));
      assertThat(socket.end()).contains("\"exitCode\":3", "\"reason\":\"exited\"");
    }
    assertThat(audit("terminals.ticket")).hasSize(1);
    assertThat(audit("terminals.open"))
        .singleElement()
        .asString()
        .contains("ok", pod.toString(), "Ada", "shop/production/web", "token");
    assertThat(closing())
        .singleElement()
        .asString()
        .contains("\"exitCode\":[null,3]", "\"reason\":[null,\"exited\"]", "seconds")
        .doesNotContain("app.py", "ls");
  }

  @Test
  void aTicketIsForOneUse() {
    String ticket = ticket();
    try (var socket = TestSocket.open(http, ticket)) {
      opened(socket);
      assertThat(TestSocket.refused(http, ticket)).isEqualTo(401);
    }
    assertThat(TestSocket.refused(http, "made-up")).isEqualTo(401);
    assertThat(TestSocket.refused(http, "")).isEqualTo(401);
  }

  @Test
  void aPageElsewhereOpensNothingAndUsesNoTicket() {
    String ticket = ticket();
    assertThat(TestSocket.refused(http, ticket, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(TestSocket.refused(http, ticket, "Origin", "null")).isEqualTo(403);
    assertThat(TestSocket.refused(http, ticket, "Origin", http.address() + "1")).isEqualTo(403);
    try (var socket = TestSocket.open(http, ticket, "Origin", http.address())) {
      opened(socket);
    }
  }

  @Test
  void anotherTenantsPodLooksLikeNone() {
    TestTenant stranger = tenants.create();
    TestHttp.Answer foreign = http.post(path(), stranger.token(), "{}");
    assertThat(foreign.status()).isEqualTo(404);
    String crossed = "/api/v1/apps/%s/pods/%s/terminal".formatted(stranger.app().value(), pod);
    TestHttp.Answer inTheirs = http.post(crossed, stranger.token(), "{}");
    assertThat(inTheirs.status()).isEqualTo(404);
    String nobodys = UUID.randomUUID().toString();
    String unknown = crossed.replace(pod.toString(), nobodys);
    assertThat(inTheirs.body().replace(pod.toString(), nobodys))
        .isEqualTo(http.post(unknown, stranger.token(), "{}").body());
  }

  @Test
  void aPodThatDoesNotRunIsSaidInASentence() {
    change("update pod set phase = 'EXITED' where id = '%s'".formatted(pod));
    TestHttp.Answer answer = http.post(path(), tenant.token(), "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("pod-not-running");
  }

  @Test
  void whatIsNoCommandIsRefused() {
    assertThat(http.post(path(), tenant.token(), "{\"command\": [\"\"]}").status()).isEqualTo(422);
    assertThat(http.post(path(), tenant.token(), "{\"command\": [\"a\\u0000b\"]}").status())
        .isIn(400, 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEWER", "DEPLOYER"})
  void whoMayNotIsRefusedAndItIsWrittenDown(String role) {
    Principal member = tenants.member(tenant, Role.valueOf(role));
    assertThat(refusal(member)).isEqualTo("forbidden");
    assertThat(audit("terminals.ticket")).singleElement().asString().contains("forbidden", "Grace");
  }

  @Test
  void aProtectedEnvironmentIsForNamedRoles() {
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    assertThat(refusal(developer)).isEqualTo("none");
    protect();
    assertThat(refusal(developer)).isEqualTo("forbidden");
    assertThat(refusal(tenants.member(tenant, Role.ADMIN))).isEqualTo("none");
  }

  @Test
  void aSignInNeedsAFreshProof() {
    Principal developer = signedIn();
    assertThat(refusal(developer)).isEqualTo("none");
    change(
        "update sign_in set proved_at = now() - interval '16 minutes' where id = '%s'"
            .formatted(developer.signIn()));
    assertThat(refusal(developer)).isEqualTo("step-up-required");
  }

  @Test
  void whoLosesTheRoleLosesTheTerminal() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      TerminalOpen asked = opened(socket);
      change(
          "update membership set role = 'VIEWER' where person_id = '%s'".formatted(id(developer)));
      assertThat(socket.end()).contains("revoked");
      assertThat(hear(ToAgent::hasTerminalClose).getTerminalClose().getId())
          .isEqualTo(asked.getId());
    }
    assertThat(closing()).singleElement().asString().contains("revoked");
  }

  @Test
  void whoIsSignedOutLosesTheTerminal() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      opened(socket);
      change("delete from sign_in where id = '%s'".formatted(developer.signIn()));
      assertThat(socket.end()).contains("revoked");
    }
  }

  @Test
  void protectingTheEnvironmentEndsTheTerminalsOfOthers() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      opened(socket);
      protect();
      assertThat(socket.end()).contains("revoked");
    }
  }

  @Test
  void aTicketOpensNothingOnceTheRightIsGone() {
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    String ticket = ticket(developer);
    change("delete from membership where person_id = '%s'".formatted(id(developer)));
    assertThat(TestSocket.refused(http, ticket)).isIn(403, 404);
  }

  @Test
  void onePersonHasFiveAtMost() {
    var sockets = new ArrayList<TestSocket>();
    try {
      String spare = ticket();
      for (int i = 0; i < 5; i++) {
        sockets.add(TestSocket.open(http, ticket()));
      }
      assertThat(TestSocket.refused(http, spare)).isEqualTo(429);
      assertThat(http.post(path(), tenant.token(), "{}").problem()).isEqualTo("too-many-terminals");
    } finally {
      sockets.forEach(TestSocket::close);
    }
  }

  @Test
  void whoLeavesEndsWhatRuns() {
    var socket = TestSocket.open(http, ticket());
    TerminalOpen asked = opened(socket);
    socket.close();
    assertThat(hear(ToAgent::hasTerminalClose).getTerminalClose().getId()).isEqualTo(asked.getId());
    assertThat(closing()).singleElement().asString().contains("left");
  }

  @Test
  void aNodeThatGoesAwayEndsItsTerminals() {
    try (var socket = TestSocket.open(http, ticket())) {
      opened(socket);
      agent.disconnect();
      assertThat(socket.end()).contains("node-away");
    }
  }

  @Test
  void aNodeThatIsNotThereIsSaidAtOnce() {
    agent.disconnect();
    try (var socket = TestSocket.open(http, ticket())) {
      assertThat(socket.end()).contains("node-away");
    }
  }

  @Test
  void anotherNodeHasNoSayInIt() {
    try (var socket = TestSocket.open(http, ticket());
        var other = connect(agents.join())) {
      TerminalOpen asked = opened(socket);
      other.send(
          FromAgent.newBuilder()
              .setTerminal(of(asked).setOutput(ByteString.copyFromUtf8("made up")))
              .build());
      other.heartbeat();
      say(of(asked).setOutput(ByteString.copyFromUtf8("real")));
      socket.sees("real");
      say(of(asked).setEnded(TerminalEnded.newBuilder().setReason("exited")));
      assertThat(socket.end()).contains("exited");
    }
  }

  @Test
  void aNodeThatSendsMoreThanTheReaderTakesIsCutOff() {
    try (var socket = TestSocket.open(http, ticket())) {
      TerminalOpen asked = opened(socket);
      ByteString much = ByteString.copyFrom(new byte[16 << 10]);
      for (int i = 0; i < 17; i++) {
        say(of(asked).setOutput(much));
      }
      assertThat(socket.end()).contains("failed");
    }
  }

  private String ticket(Principal principal) {
    return tenant.as(principal, () -> terminals.ticket(tenant.app().value(), pod, null).ticket());
  }

  private String refusal(Principal principal) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              String _ = ticket(principal);
            });
    return problem == null ? "none" : problem.type();
  }

  /** A developer at the console, who has just proved it. */
  private Principal signedIn() {
    UUID person = id(tenants.member(tenant, Role.DEVELOPER));
    UUID signIn = UUID.randomUUID();
    change(
        """
        insert into sign_in
          (id, person_id, token_hash, rights_epoch, created_at, last_seen_at, expires_at, address, user_agent, proved_at)
        values ('%s', '%s', sha256('%s'), 0, now(), now(), now() + interval '30 minutes', '', '', now())
        """
            .formatted(signIn, person, signIn));
    return new Principal(new Caller.Person(new PersonId(person), "Grace", false), signIn, null);
  }

  private static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }

  private void protect() {
    change(
        "update environment set protected_for = '{ADMIN}' where id = '%s'"
            .formatted(tenant.environment().value()));
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).update();
    });
  }

  /** Written once everybody has been told. */
  private List<String> closing() {
    Awaitility.await().atMost(LONG).until(() -> !audit("terminals.close").isEmpty());
    return audit("terminals.close");
  }

  private List<String> audit(String action) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                select concat_ws(' ', actor_kind, actor, token_id, outcome, target_id, changes)
                  from audit_entry
                 where organization_id = :organization and action = :action
                """)
            .param("organization", tenant.organization().value())
            .param("action", action)
            .query(String.class)
            .list());
  }
}
