package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.StormGuard;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What replicas tell each other of their ingress nodes. A pod counts as routed to once every
 * ingress says so, whichever replica it talks to: each replica writes down what its own ones act on
 * and then decides, in two transactions, so that of two that do so at the same time the later one
 * sees what the earlier one wrote.
 */
@Service
class IngressSessions {
  private final IngressRepository tables;
  private final StormGuard guard;
  private final InstantSource clock;

  IngressSessions(IngressRepository tables, StormGuard guard, InstantSource clock) {
    this.tables = tables;
    this.guard = guard;
    this.clock = clock;
  }

  /** A stream of the node ends in this replica from now on. */
  @Transactional
  public void begin(NodeId node, UUID replica) {
    tables.begin(node, replica, clock.instant());
  }

  @Transactional
  public void end(NodeId node, UUID replica) {
    tables.end(node, replica);
  }

  @Transactional(readOnly = true)
  public boolean elsewhere(UUID replica) {
    return tables.elsewhere(replica, guard.census().storm());
  }

  /**
   * @param news of nodes of this replica: what all transactions with smaller numbers did they act
   *     on
   */
  @Transactional
  public void acknowledge(UUID replica, Map<NodeId, Long> news) {
    tables.acknowledge(replica, news);
  }

  /**
   * @param routing as the nodes of this replica have it
   * @return the pods of which it holds everywhere, and is written down now
   */
  @Transactional
  public List<UUID> record(UUID replica, Routing routing) {
    boolean storm = guard.census().storm();
    var written = new ArrayList<UUID>();
    written.addAll(tables.setRouted(routing.routed(), replica, storm));
    written.addAll(tables.setUnrouted(routing.unrouted(), replica, storm));
    return written;
  }
}
