package dev.slipway.backend.agents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.backend.GrpcAccess;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.FakeAgent;
import dev.slipway.backend.testing.FakeNode;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.BuildFailure;
import dev.slipway.protocol.BuildReport;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.Heartbeat;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.LogLine;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.PodTokenRequest;
import dev.slipway.protocol.PullLoginRequest;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalReport;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Drives every call of {@link GrpcAccess} as everybody who may not make it. */
@ServerTest
class GrpcAccessTest {
  private static final String RUNNING_BUILD =
      """
      insert into build (id, organization_id, app_id, source, ref, state, since, node_id, image_repository, created_at,
                         started_at)
      select :id, organization_id, id, '{}', 'main', 'RUNNING', now(),
             (select node_id from pod where app_id = app.id limit 1), 'x/y/z/web', now(), now()
        from app where id = :app
      """;

  @Autowired ApplicationContext application;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  private TestAgents agents;
  private TestNodes nodes;
  private TestPods rows;
  private FakeNode victim;
  private UUID pod;
  private UUID build;

  @BeforeEach
  void aNodeWithAPodAndABuild() {
    agents = new TestAgents(application);
    nodes = new TestNodes(application);
    rows = new TestPods(application);
    TestTenant tenant = tenants.create();
    victim = agents.join();
    pod = rows.pod(tenant, victim.id());
    build = UUID.randomUUID();
    transaction.executeWithoutResult(_ ->
        db.system()
            .sql(RUNNING_BUILD)
            .param("id", build)
            .param("app", tenant.app().value())
            .update());
  }

  @Test
  void everyCallIsInTheTable() {
    var calls = new TreeSet<String>();
    AgentEndpointGrpc.getServiceDescriptor()
        .getMethods()
        .forEach(method -> calls.add(requireNonNull(method.getBareMethodName())));
    Arrays.stream(FromAgent.MessageCase.values())
        .filter(kind -> kind != FromAgent.MessageCase.MESSAGE_NOT_SET)
        .forEach(kind -> calls.add("Connect/" + kind.name().toLowerCase(Locale.ROOT)));
    assertThat(Arrays.stream(GrpcAccess.values()).map(GrpcAccess::call))
        .as("add the call to GrpcAccess, with who may make it")
        .containsExactlyInAnyOrderElementsOf(calls);
  }

  @TestFactory
  Stream<DynamicTest> whoIsNoNode() {
    FakeNode removed = agents.join();
    rows.execute("delete from node where id = :id", removed.id());
    var callers = new LinkedHashMap<String, FakeNode>();
    callers.put("nobody", agents.stranger());
    callers.put("a certificate of another authority", victim.with(nodes.forgedChain(victim)));
    callers.put(
        "a certificate that ended long ago",
        victim.with(nodes.expiredChain(victim, Duration.ofDays(8))));
    callers.put("a removed node", removed);
    return callers.entrySet().stream()
        .flatMap(caller ->
            Arrays.stream(GrpcAccess.values())
                .map(call ->
                    dynamicTest(
                        caller.getKey() + ": " + call.call(),
                        () -> refused(caller.getValue(), call))));
  }

  private void refused(FakeNode caller, GrpcAccess call) {
    var written = new Written(db, transaction);
    List<String> before = written.now();
    String row = victimsRow();
    Status status =
        switch (call) {
          case ENROLL -> unary(() -> caller.enroll("slp1_" + "0".repeat(76), "mallory"));
          case RENEW -> unary(caller::renew);
          case CONNECT,
              HELLO,
              HEARTBEAT,
              REPORT,
              BUILD,
              LOGS,
              HEAD,
              PULL_LOGIN,
              POD_TOKEN,
              TERMINAL -> {
            try (var agent = FakeAgent.silent(caller)) {
              if (call != GrpcAccess.CONNECT) {
                agent.send(messages().get(call));
              }
              yield agent.end();
            }
          }
        };
    // The handshake itself fails where the certificate is nobody's.
    assertThat(status.getCode())
        .isIn(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED, Status.Code.UNAVAILABLE);
    assertThat(written.now()).isEqualTo(before);
    assertThat(victimsRow()).isEqualTo(row);
  }

  /** Another one after every change of it. */
  private String victimsRow() {
    return transaction.execute(_ ->
        db.system()
            .sql("select xmin::text || ctid::text from node where id = :id")
            .param("id", victim.id())
            .query(String.class)
            .single());
  }

  @TestFactory
  Stream<DynamicTest> anotherNode() {
    return messages().entrySet().stream()
        .filter(message -> message.getKey() != GrpcAccess.HELLO)
        .map(message ->
            dynamicTest(message.getKey().call(), () -> hasNoEffect(List.of(message.getValue()))));
  }

  @Test
  void anotherNodesHello() {
    hasNoEffect(List.of());
  }

  /** What another node says of this one's pods and builds changes nothing of theirs. */
  private void hasNoEffect(List<FromAgent> messages) {
    FakeNode other = agents.join();
    UUID own = rows.pod(tenants.create(), other.id());
    TestPods.Observed before = rows.observed(pod);
    Hello hello =
        requireNonNull(messages().get(GrpcAccess.HELLO)).getHello().toBuilder()
            .addPods(FakeAgent.ready(own))
            .build();
    try (var agent = FakeAgent.connect(other, hello)) {
      assertThat(agent.welcome().getNodeId()).isEqualTo(other.id().toString());
      messages.forEach(agent::send);
      // Messages are read in order: when this one has been, all before it have.
      agent.report(FakeAgent.ready(own).toBuilder().setRestarts(7).build());
      Eventually.holds(() -> !agent.isOpen() || rows.observed(own).restarts() == 7);
    }
    assertThat(rows.observed(pod)).isEqualTo(before);
    assertThat(rows.exists(pod)).isTrue();
    assertThat(
            transaction.<String>execute(_ ->
                db.system()
                    .sql("select state || coalesce(failure, '') from build where id = :id")
                    .param("id", build)
                    .query(String.class)
                    .single()))
        .isEqualTo("RUNNING");
  }

  private Map<GrpcAccess, FromAgent> messages() {
    var report =
        Report.newBuilder().addPods(FakeAgent.ready(pod)).addGonePods(pod.toString()).build();
    var failure =
        BuildReport.newBuilder()
            .setId(build.toString())
            .setFailure(BuildFailure.newBuilder().setType("build-failed").setMessage("No."))
            .build();
    var lines =
        LogLines.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .addLines(LogLine.newBuilder().setPodId(pod.toString()).setText("made up"))
            .build();
    var messages = new LinkedHashMap<GrpcAccess, FromAgent>();
    messages.put(
        GrpcAccess.HELLO,
        FromAgent.newBuilder()
            .setHello(
                FakeAgent.hello(FakeAgent.ready(pod)).toBuilder().addBuildIds(build.toString()))
            .build());
    messages.put(
        GrpcAccess.HEARTBEAT,
        FromAgent.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
    messages.put(GrpcAccess.REPORT, FromAgent.newBuilder().setReport(report).build());
    messages.put(GrpcAccess.BUILD, FromAgent.newBuilder().setBuild(failure).build());
    messages.put(GrpcAccess.LOGS, FromAgent.newBuilder().setLogs(lines).build());
    messages.put(
        GrpcAccess.HEAD,
        FromAgent.newBuilder()
            .setHead(HeadReply.newBuilder().setId(UUID.randomUUID().toString()))
            .build());
    messages.put(
        GrpcAccess.PULL_LOGIN,
        FromAgent.newBuilder()
            .setPullLogin(PullLoginRequest.newBuilder().setPodId(pod.toString()))
            .build());
    messages.put(
        GrpcAccess.POD_TOKEN,
        FromAgent.newBuilder()
            .setPodToken(PodTokenRequest.newBuilder().setId("1").setPodId(pod.toString()))
            .build());
    messages.put(
        GrpcAccess.TERMINAL,
        FromAgent.newBuilder()
            .setTerminal(
                TerminalReport.newBuilder()
                    .setId(UUID.randomUUID().toString())
                    .setEnded(TerminalEnded.newBuilder().setReason("exited")))
            .build());
    return messages;
  }

  private static Status unary(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus();
  }
}
