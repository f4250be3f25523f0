package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalOpened;
import dev.slipway.protocol.TerminalReport;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A pod that runs on a node that is connected, for tests of terminals. */
abstract class TerminalSetup {
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

  static FakeAgent connect(FakeNode node) {
    var agent = FakeAgent.connect(node);
    agent.awaitSet(set -> set.completes() == 1);
    return agent;
  }

  String path() {
    return "/api/v1/apps/%s/pods/%s/terminal".formatted(tenant.app().value(), pod);
  }

  String ticket() {
    TestHttp.Answer answer = http.post(path(), tenant.token(), "{\"columns\": 100, \"rows\": 30}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("ticket").asString();
  }

  ToAgent hear(Predicate<ToAgent> wanted) {
    return Stream.generate(agent::next).filter(wanted).findFirst().orElseThrow();
  }

  TerminalOpen hearOpen() {
    return hear(ToAgent::hasTerminalOpen).getTerminalOpen();
  }

  void say(TerminalReport.Builder report) {
    agent.send(FromAgent.newBuilder().setTerminal(report).build());
  }

  TerminalReport.Builder of(TerminalOpen asked) {
    return TerminalReport.newBuilder().setId(asked.getId());
  }

  /** Until there is a shell. */
  TerminalOpen opened(TestSocket socket) {
    TerminalOpen asked = hearOpen();
    say(of(asked).setOpened(TerminalOpened.getDefaultInstance()));
    socket.isTold("opened");
    return asked;
  }

  String ticket(Principal principal) {
    return tenant.as(principal, () -> terminals.ticket(tenant.app().value(), pod, null).ticket());
  }

  String refusal(Principal principal) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              String _ = ticket(principal);
            });
    return problem == null ? "none" : problem.type();
  }

  /** A developer at the console, who has just proved it. */
  Principal signedIn() {
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

  static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }

  void protect() {
    change(
        "update environment set protected_for = '{ADMIN}' where id = '%s'"
            .formatted(tenant.environment().value()));
  }

  void change(String sql) {
    transaction.executeWithoutResult(_ -> {
      int _ = db.system().sql(sql).update();
    });
  }

  /** Written once everybody has been told. */
  List<String> closing() {
    Awaitility.await().atMost(LONG).until(() -> !audit("terminals.close").isEmpty());
    return audit("terminals.close");
  }

  List<String> audit(String action) {
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
