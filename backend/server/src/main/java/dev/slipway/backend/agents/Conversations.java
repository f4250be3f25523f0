package dev.slipway.backend.agents;

import dev.slipway.api.apps.Isolation;
import dev.slipway.backend.builds.BuildReports;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.logs.LogReplies;
import dev.slipway.backend.metrics.PodUsageBook;
import dev.slipway.backend.nodes.Admission;
import dev.slipway.backend.nodes.Connections;
import dev.slipway.backend.nodes.DetectionProperties;
import dev.slipway.backend.nodes.Heartbeats;
import dev.slipway.backend.nodes.NodeCapacity;
import dev.slipway.backend.nodes.NodeCondition;
import dev.slipway.backend.nodes.NodeRole;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What is done with what agents say. */
@Component
class Conversations {
  private static final Logger log = LoggerFactory.getLogger(Conversations.class);

  // So many write at a time, however many agents come back at once; the others wait, and so do
  // their agents.
  private static final int WRITERS = 4;

  private final Connections connections;
  private final Heartbeats heartbeats;
  private final Sessions sessions;
  private final Assembler assembler;
  private final IngressSessions ingress;
  private final ReportFiling filing;
  private final PodUsageBook usage;
  private final BuildReports builds;
  private final LogReplies logs;
  private final PullAnswers pulls;
  private final TokenAnswers tokens;
  private final CheckDispatcher repositories;
  private final OpenTerminals terminals;
  private final PlatformProperties platform;
  private final DetectionProperties detection;
  private final Semaphore writers = new Semaphore(WRITERS);

  Conversations(
      Connections connections,
      Heartbeats heartbeats,
      Sessions sessions,
      Assembler assembler,
      IngressSessions ingress,
      ReportFiling filing,
      PodUsageBook usage,
      BuildReports builds,
      LogReplies logs,
      PullAnswers pulls,
      TokenAnswers tokens,
      CheckDispatcher repositories,
      OpenTerminals terminals,
      PlatformProperties platform,
      DetectionProperties detection) {
    this.connections = connections;
    this.heartbeats = heartbeats;
    this.sessions = sessions;
    this.assembler = assembler;
    this.ingress = ingress;
    this.filing = filing;
    this.usage = usage;
    this.builds = builds;
    this.logs = logs;
    this.pulls = pulls;
    this.tokens = tokens;
    this.repositories = repositories;
    this.terminals = terminals;
    this.platform = platform;
    this.detection = detection;
  }

  StreamObserver<FromAgent> begin(NodeId node, ServerCallStreamObserver<ToAgent> out) {
    return new Conversation(this, node, out);
  }

  /** The node's truth is written down before anybody is told what it should have. */
  Session hello(NodeId node, Hello hello, ServerCallStreamObserver<ToAgent> out) {
    Admission admission =
        writing(() -> {
          Connections.Greeting greeting = greeting(hello);
          Admission admitted =
              connections
                  .connect(node, greeting)
                  .orElseThrow(() -> connections.refusal(node, greeting));
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
    if (admission.roles().contains(NodeRole.INGRESS)) {
      ingress.begin(node, sessions.replica());
    }
    sessions.begin(session);
    assembler.needed(node);
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
      case REPORT -> heartbeats.during(node, () -> report(session, message.getReport()));
      case BUILD -> builds.received(node, message.getBuild());
      case HEAD -> repositories.received(node, message.getHead());
      case LOGS -> logs.received(node, message.getLogs());
      case TERMINAL -> terminals.received(node, message.getTerminal());
      case PULL_LOGIN -> pulls.answer(session, message.getPullLogin());
      case POD_TOKEN -> tokens.answer(session, message.getPodToken());
      case HELLO, MESSAGE_NOT_SET ->
          throw Problem.invalid("A stream begins with one hello and goes on with something else.");
    }
  }

  /** The stream can take more. */
  void ready(Session session) {
    session.ready();
    if (session.told().last() == null) {
      assembler.needed(session.node());
    }
  }

  void end(Session session) {
    if (sessions.end(session)) {
      terminals.disconnected(session.node());
      left(session);
      if (session.admission().roles().contains(NodeRole.INGRESS)) {
        ingress.end(session.node(), sessions.replica());
      }
    }
  }

  private void left(Session session) {
    try {
      connections.left(session.node(), session.admission());
    } catch (DataAccessException | TransactionException e) {
      // Then another process of that agent waits for as long as a silent one would be waited for.
      log.debug("Cannot write down that a node's stream has ended: {}", e.toString());
    }
  }

  private void report(Session session, Report report) {
    if (report.hasUsage()) {
      usage.heard(session.node(), report.getUsage());
    }
    if (ReportFiling.concerns(report)) {
      writing(() -> {
        filing.report(session.node(), session.admission(), report);
        return true;
      });
    }
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
        .setPodRange(platform.podCidr())
        .setHeartbeatMillis((int) detection.heartbeat().toMillis())
        .build();
  }

  private static Connections.Greeting greeting(Hello hello) {
    return new Connections.Greeting(
        Text.within(hello.getNodeAddress(), 253),
        Text.within(hello.getAgentVersion(), 100),
        Text.within(hello.getEngineVersion(), 100),
        Text.within(hello.getInstance(), 100),
        capacity(hello.getCapacity()));
  }

  private static NodeCapacity capacity(Capacity capacity) {
    return new NodeCapacity(
        capacity.getCpuMillis(),
        capacity.getMemoryBytes(),
        capacity.getDiskBytes(),
        capacity.getDiskFreeBytes(),
        capacity.hasMemoryFreeBytes() ? capacity.getMemoryFreeBytes() : null,
        isolations(capacity.getIsolationsList()));
  }

  /** Those we know. */
  private static Set<Isolation> isolations(List<dev.slipway.protocol.Isolation> said) {
    return said.stream()
        .flatMap(one ->
            switch (one) {
              case ISOLATION_RESTRICTED -> Stream.of(Isolation.RESTRICTED);
              case ISOLATION_COMPAT -> Stream.of(Isolation.COMPAT);
              case ISOLATION_SANDBOX -> Stream.of(Isolation.SANDBOX);
              case UNRECOGNIZED -> Stream.<Isolation>of();
            })
        .collect(Collectors.toUnmodifiableSet());
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
              case NETWORK_UNAVAILABLE -> Stream.of(NodeCondition.NETWORK_UNAVAILABLE);
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
