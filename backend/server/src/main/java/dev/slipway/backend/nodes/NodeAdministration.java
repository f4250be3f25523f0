package dev.slipway.backend.nodes;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.TaintView;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.nodes.NodeAdministrationRepository.Change;
import dev.slipway.backend.nodes.NodeAdministrationRepository.Locked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators do with a machine. Moving its pods is left to whoever reads what they said. */
@Service
class NodeAdministration {
  private final NodeAdministrationRepository nodes;
  private final EventLog events;
  private final InstantSource clock;

  NodeAdministration(NodeAdministrationRepository nodes, EventLog events, InstantSource clock) {
    this.nodes = nodes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param expected the version the caller has seen; null: whichever it is
   */
  @Transactional
  public void update(NodeId node, UpdateNode request, @Nullable Long expected) {
    Locked before = lock(node);
    if (expected != null && expected != before.version()) {
      throw Problem.of(
          Problem.Kind.STALE,
          "stale-version",
          "The node was changed meanwhile. Load it again and repeat your change.");
    }
    if (request.labels() != null) {
      NodeRules.labels(request.labels());
    }
    if (request.taints() != null) {
      NodeRules.taints(request.taints());
    }
    boolean opens = Boolean.TRUE.equals(request.schedulable());
    if (opens && before.draining()) {
      throw Problem.conflict(
          "draining", "The node is being emptied. Cancel that first, then open it.");
    }
    if (opens && !before.schedulable()) {
      nodes.forgetDrain(node);
    }
    nodes.update(
        node,
        new Change(
            request.labels(),
            request.taints() == null ? null : kept(before.taints(), request.taints()),
            request.schedulable(),
            request.maintenance()));
    if (request.schedulable() != null && request.schedulable() != before.schedulable()) {
      events.record(
          opens
              ? NodeEvents.of(
                  node, "NodeOpened", "Node %s takes new pods again.".formatted(before.name()))
              : NodeEvents.of(
                  node, "NodeClosed", "Node %s takes no new pods.".formatted(before.name())));
    }
  }

  @Transactional
  public void drain(NodeId node, DrainNode request) {
    NodeRules.drain(request);
    Locked before = lock(node);
    if (before.draining()) {
      throw Problem.conflict("draining", "The node is being emptied already.");
    }
    Instant now = clock.instant();
    int seconds = requireNonNullElse(request.deadlineSeconds(), NodeRules.HOUR);
    boolean force = Boolean.TRUE.equals(request.force());
    int pods = nodes.beginDrain(node, now, now.plusSeconds(seconds), request.graceSeconds(), force);
    events.record(
        NodeEvents.of(
            node,
            "NodeDrainStarted",
            "Node %s takes no new pods and is emptied: %d pods move.%s"
                .formatted(
                    before.name(),
                    pods,
                    force ? " What is left after %d seconds stops.".formatted(seconds) : "")));
  }

  @Transactional
  public void cancelDrain(NodeId node) {
    Locked before = lock(node);
    if (!before.draining()) {
      throw Problem.conflict("not-draining", "The node is not being emptied.");
    }
    nodes.forgetDrain(node);
    events.record(
        NodeEvents.of(
            node,
            "NodeDrainCanceled",
            "Node %s is no longer emptied; its remaining pods stay. It is still closed."
                .formatted(before.name())));
  }

  @Transactional
  public void remove(NodeId node, boolean force) {
    Locked before = lock(node);
    int pods = nodes.pods(node);
    int builds = nodes.builds(node);
    if (!force && pods + builds > 0) {
      throw Problem.conflict(
          "node-in-use",
          "%d pods and %d builds are on the node. Empty it first, or remove it with force: they start elsewhere."
              .formatted(pods, builds));
    }
    nodes.delete(node, clock.instant());
    events.record(
        NodeEvents.of(
            node,
            "NodeRemoved",
            "Node %s was removed; its certificate opens nothing any more. Stop the agent and what it left on the machine."
                .formatted(before.name())));
  }

  /** A taint that was there keeps its beginning. */
  private List<KeptTaint> kept(List<KeptTaint> before, List<TaintView> now) {
    Instant at = clock.instant();
    return now.stream()
        .map(taint ->
            before.stream()
                .filter(old -> old.view().equals(taint))
                .findFirst()
                .orElseGet(() -> new KeptTaint(taint.key(), taint.value(), taint.effect(), at)))
        .toList();
  }

  private Locked lock(NodeId node) {
    return nodes.lock(node).orElseThrow(() -> Problem.notFound("node"));
  }
}
