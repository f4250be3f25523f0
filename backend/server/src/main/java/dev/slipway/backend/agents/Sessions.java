package dev.slipway.backend.agents;

import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.nodes.StreamRenewal;
import dev.slipway.protocol.ToAgent;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The streams that end here, at most one per node. */
@Component
class Sessions implements NodeLink, StreamRenewal {
  private final UUID replica = UUID.randomUUID();
  private final Map<NodeId, Session> sessions = new ConcurrentHashMap<>();

  /** This process among others with streams of their own. */
  UUID replica() {
    return replica;
  }

  @Override
  public Set<NodeId> connected() {
    return Set.copyOf(sessions.keySet());
  }

  @Override
  public boolean send(NodeId node, ToAgent message) {
    Session session = sessions.get(node);
    return session != null && session.send(message);
  }

  @Override
  public void renew(NodeId node) {
    Session session = sessions.get(node);
    if (session != null) {
      session.close(
          Status.UNAVAILABLE.withDescription("The node was not heard for long: say what runs."));
    }
  }

  /** The newer stream replaces the older: of two machines with one identity only one is heard. */
  void begin(Session session) {
    Session before = sessions.put(session.node(), session);
    if (before != null) {
      before.close(Status.ABORTED.withDescription("The node has connected anew."));
    }
  }

  /** False when a newer stream of the node has taken its place. */
  boolean end(Session session) {
    session.ended();
    return sessions.remove(session.node(), session);
  }

  @Nullable Session of(NodeId node) {
    return sessions.get(node);
  }

  private List<Session> all() {
    return List.copyOf(sessions.values());
  }

  void closeAll() {
    for (Session session : all()) {
      session.close(Status.UNAVAILABLE.withDescription("The control plane is going down."));
      sessions.remove(session.node(), session);
    }
  }
}
