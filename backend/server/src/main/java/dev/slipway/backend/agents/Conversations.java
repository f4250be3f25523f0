package dev.slipway.backend.agents;

import dev.slipway.backend.builds.BuildReports;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.logs.LogReplies;
import dev.slipway.backend.nodes.Admission;
import dev.slipway.backend.nodes.Connections;
import dev.slipway.backend.nodes.Heartbeats;
import dev.slipway.backend.nodes.NodeCapacity;
import dev.slipway.backend.nodes.NodeCondition;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.repositories.CheckDispatcher;
import dev.slipway.backend.terminals.OpenTerminals;
import dev.slipway.protocol.Capacity;
import dev.slipway.protocol.Conditions;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Report;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.Welcome;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is done with what agents say. */
@Component
class Conversations {
  // Pings are noted in memory; three missed ones make a node suspect.
  private static final int HEARTBEAT_MILLIS = 1000;
  // So many write at a time, however many agents come back at once; the others wait, and so do
  // their agents.
  private static final int WRITERS = 4;

  private final Connections connections;
  private final Heartbeats heartbeats;
  private final Sessions sessions;
  private final Assembler assembler;
  private final ReportFiling filing;
  private final BuildReports builds;
  private final LogReplies logs;
  private final PullAnswers pulls;
  private final CheckDispatcher repositories;
  private final OpenTerminals terminals;
  private final PlatformProperties platform;
  private final Semaphore writers = new Semaphore(WRITERS);

  Conversations(
      Connections connections,
      Heartbeats heartbeats,
      Sessions sessions,
      Assembler assembler,
      ReportFiling filing,
      BuildReports builds,
      LogReplies logs,
      PullAnswers pulls,
      CheckDispatcher repositories,
      OpenTerminals terminals,
      PlatformProperties platform) {
    this.connections = connections;
    this.heartbeats = heartbeats;
    this.sessions = sessions;
    this.assembler = assembler;
    this.filing = filing;
    this.builds = builds;
    this.logs = logs;
    this.pulls = pulls;
    this.repositories = repositories;
    this.terminals = terminals;
    this.platform = platform;
  }

  StreamObserver<FromAgent> begin(NodeId node, ServerCallStreamObserver<ToAgent> out) {
    return new Conversation(this, node, out);
  }

  /** The node's truth is written down before anybody is told what it should have. */
  Session hello(NodeId node, Hello hello, ServerCallStreamObserver<ToAgent> out) {
    Admission admission =
        writing(() -> {
          Admission admitted =
              connections
                  .connect(node, greeting(hello))
                  .orElseThrow(() -> Problem.forbidden("This node was removed; join again."));
          filing.hello(node, admitted, hello);
          return admitted;
        });
    // Of an agent that says none, what a former one said holds no longer.
    heartbeats.heard(node, null, conditions(hello.getConditions()));
    var session = new Session(node, admission, hello.getWantsPulse(), out);
    boolean _ = session.send(ToAgent.newBuilder().setWelcome(welcome(node, admission)).build());
    // Before it can be given terminals: those of its former stream are over.
    terminals.disconnected(node);
    // Before it can be given builds: what it does not have any more goes back to the queue.
    builds.connected(node, Set.copyOf(hello.getBuildIdsList()));
    sessions.begin(session);
    assembler.changed();
    logs.connected(node);
    return session;
  }

  void message(Session session, FromAgent message) {
    NodeId node = session.node();
    heartbeats.heard(node, null);
    switch (message.getMessageCase()) {
      case HEARTBEAT -> {
        session.pace().step(System.nanoTime());
        session.pulse();
        if (message.getHeartbeat().hasCapacity()) {
          heartbeats.heard(node, capacity(message.getHeartbeat().getCapacity()));
        }
        if (message.getHeartbeat().hasConditions()) {
          heartbeats.heard(node, null, conditions(message.getHeartbeat().getConditions()));
        }
      }
      case REPORT -> report(session, message.getReport());
      case BUILD -> builds.received(node, message.getBuild());
      case HEAD -> repositories.received(node, message.getHead());
      case LOGS -> logs.received(node, message.getLogs());
      case TERMINAL -> terminals.received(node, message.getTerminal());
      case PULL_LOGIN -> pulls.answer(session, message.getPullLogin());
      case HELLO, MESSAGE_NOT_SET ->
          throw Problem.invalid("A stream begins with one hello and goes on with something else.");
    }
  }

  /** The stream can take more. */
  void ready(Session session) {
    session.ready();
    if (session.told().last() == null) {
      assembler.changed();
    }
  }

  void end(Session session) {
    if (sessions.end(session)) {
      terminals.disconnected(session.node());
    }
  }

  private void report(Session session, Report report) {
    writing(() -> {
      filing.report(session.node(), session.admission(), report);
      return true;
    });
    if (session.told().acknowledge(report.getAppliedGeneration())) {
      assembler.acknowledged();
    }
  }

  private Welcome welcome(NodeId node, Admission admission) {
    return Welcome.newBuilder()
        .setNodeId(node.value().toString())
        .setNodeName(admission.name())
        .setRegistryHost(platform.registryHost())
        .setRegistryUser("node:" + node.value())
        .setRegistryPassword(admission.registryPassword())
        .setPodCidr(admission.podCidr())
        .setServiceCidr(platform.serviceCidr())
        .setHeartbeatMillis(HEARTBEAT_MILLIS)
        .build();
  }

  private static Connections.Greeting greeting(Hello hello) {
    return new Connections.Greeting(
        Text.within(hello.getNodeAddress(), 253),
        Text.within(hello.getAgentVersion(), 100),
        Text.within(hello.getEngineVersion(), 100),
        capacity(hello.getCapacity()));
  }

  private static NodeCapacity capacity(Capacity capacity) {
    return new NodeCapacity(
        capacity.getCpuMillis(),
        capacity.getMemoryBytes(),
        capacity.getDiskBytes(),
        capacity.getDiskFreeBytes());
  }

  /** Those we know. */
  private static Set<NodeCondition> conditions(Conditions conditions) {
    return conditions.getHeldList().stream()
        .flatMap(kind ->
            switch (kind) {
              case MEMORY_PRESSURE -> Stream.of(NodeCondition.MEMORY_PRESSURE);
              case DISK_PRESSURE -> Stream.of(NodeCondition.DISK_PRESSURE);
              case PID_PRESSURE -> Stream.of(NodeCondition.PID_PRESSURE);
              case ENGINE_DOWN -> Stream.of(NodeCondition.ENGINE_DOWN);
              case CONDITION_UNKNOWN, UNRECOGNIZED -> Stream.<NodeCondition>of();
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private <T> T writing(java.util.function.Supplier<T> action) {
    writers.acquireUninterruptibly();
    try {
      return action.get();
    } finally {
      writers.release();
    }
  }
}
