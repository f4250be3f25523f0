package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves nodes between ready, suspect and unreachable by how long they have been silent. What
 * becomes of their pods is decided elsewhere.
 */
@Component
class NodeHealth implements Reconciler {
  /** A node that returns has waited long; nobody notices a second. */
  private static final Duration CALM = Duration.ofSeconds(1);

  private final NodeHealthRepository nodes;
  private final Heartbeats heartbeats;
  private final DetectionProperties detection;
  private final EventLog events;
  private final TransactionOperations transactions;
  private final LongSupplier nanos;
  // The one thing remembered between runs, and only to be patient: since when this leadership has
  // listened.
  private volatile Watch watch = new Watch(-1, 0);

  private volatile boolean near = true;

  @Autowired
  NodeHealth(
      NodeHealthRepository nodes,
      Heartbeats heartbeats,
      DetectionProperties detection,
      EventLog events,
      TransactionOperations transactions) {
    this(nodes, heartbeats, detection, events, transactions, System::nanoTime);
  }

  /**
   * @param nanos as of {@link System#nanoTime}
   */
  NodeHealth(
      NodeHealthRepository nodes,
      Heartbeats heartbeats,
      DetectionProperties detection,
      EventLog events,
      TransactionOperations transactions,
      LongSupplier nanos) {
    this.nodes = nodes;
    this.heartbeats = heartbeats;
    this.detection = detection;
    this.events = events;
    this.transactions = transactions;
    this.nanos = nanos;
  }

  private record Watch(long epoch, long sinceNanos) {}

  record Move(NodeId node, String name, NodeState from, NodeState to, boolean maintenance) {
    NewEvent event() {
      return maintenance && to != NodeState.READY
          ? NodeEvents.silentInMaintenance(node, name, to)
          : NodeEvents.changed(node, name, to);
    }
  }

  /** Often only while some node's silence is about to count. */
  @Override
  public Duration period() {
    return near ? detection.heartbeat().dividedBy(4) : calm();
  }

  private Duration calm() {
    return detection.heartbeat().compareTo(CALM) < 0 ? detection.heartbeat() : CALM;
  }

  @Override
  public Progress reconcile(long epoch) {
    // What this process has heard and not yet written must not count as silence. In a transaction
    // of
    // its own, as everything here: a long one would hold the rows of all nodes that beat.
    heartbeats.write();
    List<NodeHealthRepository.Silence> silences =
        transactions.execute(_ -> nodes.silences(detection.soonSuspectAfter()));
    near = silences.stream().anyMatch(silence -> silence.state() != NodeState.UNREACHABLE);
    List<Move> plan = plan(silences, watched(epoch), detection);
    if (!plan.isEmpty()) {
      // Together: of many that vanish, a part alone would not look like a storm.
      transactions.executeWithoutResult(_ -> plan.forEach(move -> make(epoch, move)));
    }
    return new Progress(silences.size(), plan.size());
  }

  private void make(long epoch, Move move) {
    if (nodes.change(epoch, move.node(), move.from(), move.to())) {
      events.record(move.event());
    }
  }

  static List<Move> plan(
      List<NodeHealthRepository.Silence> silences,
      Duration watched,
      DetectionProperties detection) {
    return silences.stream()
        .map(node ->
            new Move(
                node.node(),
                node.name(),
                node.state(),
                detection.after(node.state(), node.silence(), watched),
                node.maintenance()))
        .filter(move -> move.from() != move.to())
        .toList();
  }

  private Duration watched(long epoch) {
    long now = nanos.getAsLong();
    if (watch.epoch() != epoch) {
      watch = new Watch(epoch, now);
    }
    return Duration.ofNanos(now - watch.sinceNanos());
  }
}
