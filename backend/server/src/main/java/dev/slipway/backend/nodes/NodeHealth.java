package dev.slipway.backend.nodes;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves nodes between ready, suspect and unreachable by how long they have been silent. What
 * becomes of their pods is decided elsewhere.
 */
@Component
class NodeHealth implements Reconciler {
  private final NodeHealthRepository nodes;
  private final Heartbeats heartbeats;
  private final EventLog events;
  // The one thing remembered between runs, and only to be patient: since when this leadership has
  // listened.
  private volatile Watch watch = new Watch(-1, 0);

  NodeHealth(NodeHealthRepository nodes, Heartbeats heartbeats, EventLog events) {
    this.nodes = nodes;
    this.heartbeats = heartbeats;
    this.events = events;
  }

  private record Watch(long epoch, long sinceNanos) {}

  record Move(NodeId node, String name, NodeState from, NodeState to, boolean maintenance) {
    NewEvent event() {
      return maintenance && to != NodeState.READY
          ? NodeEvents.silentInMaintenance(node, name, to)
          : NodeEvents.changed(node, name, to);
    }
  }

  @Override
  public Duration period() {
    return Duration.ofMillis(500);
  }

  @Override
  @Transactional
  public Progress reconcile(long epoch) {
    // What this process has heard and not yet written must not count as silence.
    heartbeats.write();
    List<NodeHealthRepository.Silence> silences = nodes.silences();
    List<Move> plan = plan(silences, watched(epoch));
    for (Move move : plan) {
      if (nodes.change(epoch, move.node(), move.from(), move.to())) {
        events.record(move.event());
      }
    }
    return new Progress(silences.size(), plan.size());
  }

  static List<Move> plan(List<NodeHealthRepository.Silence> silences, Duration watched) {
    return silences.stream()
        .map(node ->
            new Move(
                node.node(),
                node.name(),
                node.state(),
                node.state().after(node.silence(), watched),
                node.maintenance()))
        .filter(move -> move.from() != move.to())
        .toList();
  }

  private Duration watched(long epoch) {
    if (watch.epoch() != epoch) {
      watch = new Watch(epoch, System.nanoTime());
    }
    return Duration.ofNanos(System.nanoTime() - watch.sinceNanos());
  }
}
