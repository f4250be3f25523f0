package dev.slipway.agent.control;

import dev.slipway.agent.builds.BuildRunner;
import dev.slipway.agent.git.Heads;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.terminals.Terminals;
import dev.slipway.protocol.AgentEndpointGrpc;
import dev.slipway.protocol.Conditions;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.Heartbeat;
import dev.slipway.protocol.Hello;
import dev.slipway.protocol.Welcome;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the conversation with the control plane going, for as long as the agent runs. */
public final class ControlLoop {
  private static final Logger log = LoggerFactory.getLogger(ControlLoop.class);
  private static final Duration UNTOLD_HEARTBEAT = Duration.ofSeconds(5);

  /**
   * Longer than the control plane needs to answer, however busy it is: whoever comes again because
   * it was slow makes it slower.
   */
  private static final Duration UNANSWERED = Duration.ofSeconds(30);

  /** Another replica may answer sooner, before this node is taken for dead. */
  private static final Duration UNANSWERED_BY_ONE = Duration.ofSeconds(4);

  /** Answers to so many heartbeats may be missing, however rare they are. */
  private static final int MISSED = 4;

  private final Dialer dialer;
  private final Membership membership;
  private final NodeFacts facts;
  private final Applier applier;
  private final Outbox outbox;
  private final BuildRunner builds;
  private final Heads heads;
  private final LogPump logs;
  private final PullLogins logins;
  private final TokenRequests tokens;
  private final Terminals terminals;
  private final Consumer<String> volumes;
  private final String instance = UUID.randomUUID().toString();
  private final BackOff backOff = new BackOff(RandomGenerator.getDefault());

  public ControlLoop(
      Dialer dialer,
      Membership membership,
      NodeFacts facts,
      Applier applier,
      Outbox outbox,
      BuildRunner builds,
      Heads heads,
      LogPump logs,
      PullLogins logins,
      TokenRequests tokens,
      Terminals terminals,
      Consumer<String> volumes) {
    this.dialer = dialer;
    this.membership = membership;
    this.facts = facts;
    this.applier = applier;
    this.outbox = outbox;
    this.builds = builds;
    this.heads = heads;
    this.logs = logs;
    this.logins = logins;
    this.tokens = tokens;
    this.terminals = terminals;
    this.volumes = volumes;
  }

  /** Talks until interrupted. */
  public void run() {
    try {
      Identity identity = membership.identity();
      while (true) {
        identity = turn(identity);
        Thread.sleep(backOff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One conversation; returns whom to begin the next one as. */
  private Identity turn(Identity identity) throws InterruptedException {
    try {
      Status end = converse(identity);
      dialer.elsewhere();
      log.info("The conversation with the control plane ended: {}", sentence(end));
      return switch (end.getCode()) {
        case UNAUTHENTICATED, PERMISSION_DENIED -> membership.refused(identity);
        default -> membership.refreshed(identity);
      };
    } catch (RuntimeException e) {
      log.error("The conversation with the control plane broke off", e);
      return identity;
    }
  }

  private static String sentence(Status end) {
    String said = end.getDescription();
    return said == null ? end.getCode().toString() : end.getCode() + " " + said;
  }

  private Status converse(Identity identity) throws InterruptedException {
    var receiver = new Receiver(applier, builds, heads, logs, logins, tokens, terminals, volumes);
    var connection = new Connection(receiver::receive);
    ManagedChannel channel = dialer.as(identity);
    try {
      var _ = AgentEndpointGrpc.newStub(channel).connect(connection);
      // The first message goes out before anybody else can send.
      if (connection.send(FromAgent.newBuilder().setHello(hello()).build())) {
        outbox.use(connection);
      }
      return talk(identity, receiver, connection);
    } finally {
      outbox.use(null);
      receiver.ended();
      var _ = channel.shutdownNow();
    }
  }

  private Status talk(Identity identity, Receiver receiver, Connection connection)
      throws InterruptedException {
    long began = System.nanoTime();
    Duration least = dialer.knowsOthers() ? UNANSWERED_BY_ONE : UNANSWERED;
    while (true) {
      Welcome welcome = receiver.welcome();
      Duration patience =
          welcome == null ? least : longer(least, heartbeat(welcome).multipliedBy(MISSED));
      Status end = connection.awaitEnd(heartbeat(welcome));
      if (end != null) {
        return end;
      }
      if (receiver.quiet(patience)) {
        connection.close("The control plane has stopped answering.");
      } else if (receiver.welcome() != null) {
        backOff.reset();
      } else if (System.nanoTime() - began > patience.toNanos()) {
        connection.close("The control plane did not answer the hello.");
      }
      connection.send(
          FromAgent.newBuilder()
              .setHeartbeat(
                  Heartbeat.newBuilder()
                      .setCapacity(facts.capacity())
                      .setConditions(Conditions.newBuilder().addAllHeld(facts.conditions())))
              .build());
      if (!membership.renewInTime(identity).equals(identity)) {
        connection.close("The node has a new certificate.");
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration heartbeat(@Nullable Welcome welcome) {
    return welcome == null || welcome.getHeartbeatMillis() <= 0
        ? UNTOLD_HEARTBEAT
        : Duration.ofMillis(welcome.getHeartbeatMillis());
  }

  private Hello hello() {
    return Hello.newBuilder()
        .setAgentVersion(facts.agentVersion())
        .setEngineVersion(facts.engineVersion())
        .setNodeAddress(facts.address())
        .setCapacity(facts.capacity())
        .setConditions(Conditions.newBuilder().addAllHeld(facts.conditions()))
        .setAppliedEpoch(applier.appliedEpoch())
        .setAppliedGeneration(applier.appliedGeneration())
        .addAllPods(facts.pods())
        .addAllBuildIds(builds.open())
        .setWantsPulse(true)
        .setInstance(instance)
        .build();
  }
}
