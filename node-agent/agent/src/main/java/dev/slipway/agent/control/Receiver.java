package dev.slipway.agent.control;

import dev.slipway.agent.builds.BuildRunner;
import dev.slipway.agent.git.Heads;
import dev.slipway.agent.logs.LogPump;
import dev.slipway.agent.terminals.Terminals;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.LogRequest;
import dev.slipway.protocol.ToAgent;
import dev.slipway.protocol.VolumeRemove;
import dev.slipway.protocol.Welcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what comes over one connection to whom it concerns. */
final class Receiver {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);

  private final Applier applier;
  private final BuildRunner builds;
  private final Heads heads;
  private final LogPump logs;
  private final PullLogins logins;
  private final TokenRequests tokens;
  private final Terminals terminals;
  private final Consumer<String> volumes;
  private final Set<String> readers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Welcome welcome;
  private volatile long pulseNanos;
  private volatile boolean pulses;

  Receiver(
      Applier applier,
      BuildRunner builds,
      Heads heads,
      LogPump logs,
      PullLogins logins,
      TokenRequests tokens,
      Terminals terminals,
      Consumer<String> volumes) {
    this.applier = applier;
    this.builds = builds;
    this.heads = heads;
    this.logs = logs;
    this.logins = logins;
    this.tokens = tokens;
    this.terminals = terminals;
    this.volumes = volumes;
  }

  /** Null until the control plane has answered. */
  @Nullable Welcome welcome() {
    return welcome;
  }

  /** It answered heartbeats, and then did not for so long. */
  boolean quiet(Duration patience) {
    return pulses && System.nanoTime() - pulseNanos > patience.toNanos();
  }

  void receive(Connection connection, ToAgent message) {
    try {
      handle(connection, message);
    } catch (RuntimeException e) {
      log.warn("A message of kind {} was not understood", message.getMessageCase(), e);
    }
  }

  private void handle(Connection connection, ToAgent message) {
    switch (message.getMessageCase()) {
      case WELCOME -> welcomed(message.getWelcome());
      case COMPLETE -> follow(connection, applier.complete(message.getComplete()));
      case DELTA -> follow(connection, applier.delta(message.getDelta()));
      case BUILD -> builds.start(message.getBuild());
      case BUILD_CANCEL -> builds.cancel(message.getBuildCancel().getId());
      case BUILD_ACK -> builds.acked(message.getBuildAck());
      case HEAD ->
          heads.ask(
              message.getHead(),
              reply -> connection.send(FromAgent.newBuilder().setHead(reply).build()));
      case LOG_REQUEST -> read(connection, message.getLogRequest());
      case LOG_CANCEL -> forget(message.getLogCancel().getId());
      case PULL_LOGIN -> logins.answered(message.getPullLogin());
      case POD_TOKEN -> tokens.answered(message.getPodToken());
      case TERMINAL_OPEN ->
          terminals.open(
              message.getTerminalOpen(),
              report -> connection.send(FromAgent.newBuilder().setTerminal(report).build()));
      case TERMINAL_INPUT -> terminals.input(message.getTerminalInput());
      case TERMINAL_RESIZE -> terminals.resize(message.getTerminalResize());
      case TERMINAL_TAKEN -> terminals.taken(message.getTerminalTaken());
      case VOLUME_REMOVE -> remove(message.getVolumeRemove());
      case TERMINAL_CLOSE -> terminals.close(message.getTerminalClose().getId());
      case PULSE -> {
        pulseNanos = System.nanoTime();
        pulses = true;
      }
      case MESSAGE_NOT_SET -> log.warn("The control plane said something newer than this agent");
    }
  }

  private void remove(VolumeRemove order) {
    if (order.getEpoch() < applier.epoch()) {
      log.warn("Volume {} is to be removed by one who does not lead any more", order.getId());
      return;
    }
    volumes.accept(order.getId());
  }

  private void welcomed(Welcome answer) {
    log.info("Welcomed by the control plane as {}", answer.getNodeName());
    welcome = answer;
    applier.welcome(answer);
    // Its own thread: telling everything again may have to wait for the other side.
    Thread.ofVirtual().name("builds-resend").start(builds::resend);
  }

  private static void follow(Connection connection, boolean followed) {
    if (!followed) {
      connection.close("The change does not fit what this node follows; asking for everything.");
    }
  }

  private void read(Connection connection, LogRequest request) {
    readers.add(request.getId());
    logs.serve(
        request,
        lines -> {
          if (lines.getEnd()) {
            readers.remove(request.getId());
          }
          if (!connection.send(FromAgent.newBuilder().setLogs(lines).build())) {
            forget(request.getId());
          }
        });
  }

  private void forget(String reader) {
    readers.remove(reader);
    logs.cancel(reader);
  }

  /** The connection is over, and nobody reads any more. */
  void ended() {
    Set.copyOf(readers).forEach(this::forget);
    terminals.closeAll();
  }
}
